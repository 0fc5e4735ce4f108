import type { BpmnElement } from './bpmn-outline.js';
import { FEEL_PLACEHOLDER } from './check-settings.js';
import type { Finding } from './finding.js';
import type { ProcessPackage } from './process-package.js';

/** Everything the manifest names must exist in the models, and every way a case can end must be named. */
export function checkManifestReferences(pkg: ProcessPackage): Finding[] {
  const { manifest } = pkg;
  const findings: Finding[] = [];
  const refuse = (message: string, elementId?: string) =>
    findings.push({
      file: 'manifest.yaml',
      severity: 'error',
      message,
      ...(elementId === undefined ? {} : { elementId }),
    });
  const elements = new Map(pkg.bpmn.flatMap((model) => model.outline.elements).map((element) => [element.id, element]));
  const main = pkg.bpmn.flatMap((model) => model.outline.processes).find((process) => process.id === manifest.process);
  if (main === undefined) refuse(`Der Prozess «${manifest.process}» kommt in keinem BPMN-Modell vor.`);
  else if (!main.executable) refuse(`Der Prozess «${manifest.process}» ist nicht als ausführbar gekennzeichnet.`);
  if (!pkg.forms.has(manifest.start.form)) refuse(`Das Startformular «${manifest.start.form}» fehlt.`);

  const known = (id: string, where: string) => {
    if (!elements.has(id)) refuse(`${where} nennt das Element «${id}», das es im Modell nicht gibt.`, id);
  };
  for (const stage of manifest.stages) for (const id of stage.elements) known(id, `Etappe «${stage.title.de}»`);
  for (const entry of manifest.timeline) known(entry.element, 'Verlauf');
  for (const [mode, { instead }] of Object.entries(manifest.service.intakeNotes))
    for (const key of instead?.settings ?? [])
      if (!manifest.settings.some((setting) => setting.key === key))
        refuse(`Der Text für «${mode}» nennt die Einstellung «${key}», die nicht deklariert ist.`);
  for (const { element, title } of manifest.citizenTasks) known(element, `Aufgabe «${title.de}»`);
  for (const { whileActive, title, lastDay } of manifest.deadlines) {
    known(whileActive, `Frist «${title.de}»`);
    if (lastDay === undefined && elements.has(whileActive) && elements.get(whileActive)?.type !== 'userTask')
      refuse(
        `Die Frist «${title.de}» nennt weder eine Aufgabe noch die Variable mit dem letzten Tag (lastDay).`,
        whileActive,
      );
  }
  for (const id of manifest.withdrawal?.until ?? []) known(id, 'Rückzug');
  for (const message of manifest.staffMessages) {
    known(message.whileActive, `Meldung «${message.title.de}»`);
    if (!pkg.forms.has(message.form)) refuse(`Das Formular «${message.form}» der Meldung «${message.title.de}» fehlt.`);
    for (const role of message.roles) {
      if (!manifest.roles.some((declared) => declared.id === role))
        refuse(`Die Rolle «${role}» der Meldung «${message.title.de}» ist nicht deklariert.`);
    }
  }
  checkOutcomes(pkg, refuse);
  checkMessages(pkg, refuse);
  return findings;
}

function checkOutcomes(pkg: ProcessPackage, refuse: (message: string, elementId?: string) => void): void {
  const { manifest } = pkg;
  const elements = pkg.bpmn
    .flatMap((model) => model.outline.elements)
    .filter((element) => element.processId === manifest.process);
  const ends = elements.filter((element) => element.type === 'endEvent');
  const interrupting = interruptingScopes(elements);
  const named = [...manifest.outcomes.map((outcome) => outcome.endEvent), ...manifest.sideEnds];
  for (const id of named) {
    if (!ends.some((end) => end.id === id))
      refuse(`Das Manifest nennt das Endereignis «${id}», das es im Modell nicht gibt.`, id);
  }
  for (const end of ends) {
    const endsTheCase = end.topLevel || interrupting.has(end.parentId);
    if (endsTheCase && !named.includes(end.id))
      refuse(`Das Endereignis «${end.name || end.id}» hat im Manifest keinen Ausgang (outcomes).`, end.id);
  }
}

/** Ids of event sub-processes that end the case: their start event interrupts. */
function interruptingScopes(elements: readonly BpmnElement[]): Set<string> {
  const events = new Set(elements.filter((element) => element.triggeredByEvent).map((element) => element.id));
  const starts = elements.filter(
    (element) => element.type === 'startEvent' && element.interrupting && events.has(element.parentId),
  );
  return new Set(starts.map((start) => start.parentId));
}

function checkMessages(pkg: ProcessPackage, refuse: (message: string) => void): void {
  const names = new Set(pkg.bpmn.flatMap((model) => model.outline.elements).map((element) => element.messageName));
  const { withdrawal, staffMessages } = pkg.manifest;
  for (const message of [
    ...(withdrawal === undefined ? [] : [withdrawal.message]),
    ...staffMessages.map((entry) => entry.message),
  ]) {
    if (!names.has(message)) refuse(`Die Nachricht «${message}» empfängt kein Ereignis des Modells.`);
  }
  for (const text of [pkg.manifest.service.cost, pkg.manifest.service.duration]) {
    if ((text.de.match(/\{\{/g) ?? []).length !== [...text.de.matchAll(FEEL_PLACEHOLDER)].length) {
      refuse(`Im Text «${text.de}» ist ein Platzhalter nicht geschlossen.`);
    }
  }
}
