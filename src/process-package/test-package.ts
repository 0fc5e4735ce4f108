import type { PackageChecks } from './package-checks.js';
import type { PackageFiles } from './package-files.js';

const MANIFEST = `
id: probe
title: Probe
summary: Ein kleines Paket
category: intern
audience: [gemeinde]
office: Kanzlei
legalBasis: []
dataCategories: []
retention: { period: P2Y, note: kurz }
roles: [{ id: kanzlei, title: Kanzlei }]
process: probe
start: { form: probe-start, variable: probe, channels: [portal] }
applicant: { name: probe.name, email: probe.email }
subject: probe.name
service: { whoMay: Alle, documents: [], cost: 'CHF {{einstellungen.gebuehr}}', duration: kurz }
stages: [{ id: pruefung, title: Prüfung, description: Die Kanzlei prüft., elements: [ut_pruefen] }]
outcomes: [{ endEvent: end_fertig, status: erledigt, title: Erledigt }]
settings: [{ key: gebuehr, title: Gebühr, type: money, default: 20, legalBasis: Tarif, validFrom: 2026-01-01 }]
`;

const BPMN = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="https://dsc.example/bpmn">
  <bpmn:error id="err_manuell" errorCode="MANUELL" />
  <bpmn:process id="probe" name="Probe" isExecutable="true">
    <bpmn:startEvent id="start" name="Eingereicht"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
    <bpmn:serviceTask id="svc_register" name="Register abfragen">
      <bpmn:extensionElements><zeebe:taskDefinition type="registry.person.lookup" /></bpmn:extensionElements>
    </bpmn:serviceTask>
    <bpmn:boundaryEvent id="bd_manuell" name="von Hand" attachedToRef="svc_register"><bpmn:errorEventDefinition errorRef="err_manuell" /></bpmn:boundaryEvent>
    <bpmn:userTask id="ut_pruefen" name="Prüfen">
      <bpmn:extensionElements><zeebe:userTask /><zeebe:formDefinition formId="probe-start" /><zeebe:assignmentDefinition candidateGroups="kanzlei" /></bpmn:extensionElements>
    </bpmn:userTask>
    <bpmn:endEvent id="end_fertig" name="Fertig" />
    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="svc_register" />
    <bpmn:sequenceFlow id="f2" sourceRef="svc_register" targetRef="ut_pruefen" />
    <bpmn:sequenceFlow id="f3" sourceRef="bd_manuell" targetRef="ut_pruefen" />
    <bpmn:sequenceFlow id="f4" sourceRef="ut_pruefen" targetRef="end_fertig" />
  </bpmn:process>
</bpmn:definitions>`;

/** A package that is small and sound; tests break one thing at a time. */
export function testPackage(changes: Record<string, string | ((text: string) => string)> = {}): PackageFiles {
  const files = new Map<string, string>([
    ['manifest.yaml', MANIFEST],
    ['probe.bpmn', BPMN],
    ['form/start.form', JSON.stringify({ id: 'probe-start', type: 'default', schemaVersion: 19, components: [] })],
  ]);
  for (const [path, change] of Object.entries(changes))
    files.set(path, typeof change === 'string' ? change : change(files.get(path) ?? ''));
  return files;
}

/** Accepts everything, for tests of what packages check by themselves. */
export const NO_CHECKS: PackageChecks = {
  bpmn: async () => [],
  dmn: async () => [],
  form: async () => [],
  feel: () => null,
  jobTypes: new Set(['registry.person.lookup']),
};
