import type { BpmnElement } from './bpmn-outline.js';
import type { Finding } from './finding.js';
import type { ProcessPackage } from './process-package.js';

/** The group of the applicant; needs no declaration. */
export const CITIZEN_GROUP = 'citizen';
/** BPMN error that a worker throws when people have to do the step. */
export const MANUAL_ERROR = 'MANUELL';
/** Job types that reach out to another system and therefore need a manual twin. */
const CONNECTOR_JOB = /^(?:geo|gwr|amtsblatt|registry|erp|econstruction|delivery|ech\d+|payment)\./;

/** Every reference of a model to a form, decision, letter, process or role must lead somewhere inside the package. */
export function checkModelReferences(pkg: ProcessPackage, jobTypes: ReadonlySet<string>): Finding[] {
  return pkg.bpmn.flatMap(({ path, outline }) =>
    outline.elements.flatMap((element) => {
      const messages = [
        ...missingReferences(element, pkg),
        ...missingTwin(element, outline.elements),
        ...missingName(element),
        ...unservedJobs(element, jobTypes),
      ];
      return messages.map(({ severity, message }) => ({
        file: path,
        severity,
        message,
        elementId: element.id,
        elementName: element.name,
      }));
    }),
  );
}

type Message = Pick<Finding, 'severity' | 'message'>;
const error = (message: string): Message => ({ severity: 'error', message });

function missingReferences(element: BpmnElement, pkg: ProcessPackage): Message[] {
  const messages: Message[] = [];
  const { formId, decisionId, calledProcessId, headers } = element;
  if (formId !== undefined && !pkg.forms.has(formId))
    messages.push(error(`Das Formular «${formId}» gehört nicht zum Paket.`));
  if (element.type === 'userTask' && formId === undefined) messages.push(error('Die Aufgabe hat kein Formular.'));
  if (element.type === 'userTask' && element.candidateGroups.length === 0)
    messages.push(error('Die Aufgabe hat keine zuständige Rolle.'));
  if (
    decisionId !== undefined &&
    !decisionId.startsWith('=') &&
    !pkg.dmn.some((file) => file.decisionIds.includes(decisionId))
  ) {
    messages.push(error(`Die Entscheidung «${decisionId}» gehört nicht zum Paket.`));
  }
  if (
    calledProcessId !== undefined &&
    !calledProcessId.startsWith('=') &&
    !pkg.bpmn.some((model) => model.outline.processes.some((process) => process.id === calledProcessId))
  ) {
    messages.push(error(`Der aufgerufene Prozess «${calledProcessId}» gehört nicht zum Paket.`));
  }
  if (element.jobType === 'doc.render' && headers.template === undefined)
    messages.push(error('Der Aufgabe fehlt die Angabe «template» (Briefvorlage).'));
  if (headers.template !== undefined && !pkg.letters.has(headers.template))
    messages.push(error(`Die Briefvorlage «${headers.template}» gehört nicht zum Paket.`));
  for (const group of element.candidateGroups) {
    if (group !== CITIZEN_GROUP && !pkg.manifest.roles.some((role) => role.id === group)) {
      messages.push(error(`Die Rolle «${group}» ist im Manifest nicht deklariert.`));
    }
  }
  return messages;
}

function missingTwin(element: BpmnElement, elements: readonly BpmnElement[]): Message[] {
  if (element.jobType === undefined || !CONNECTOR_JOB.test(element.jobType)) return [];
  const caught = elements.some(
    (other) => other.type === 'boundaryEvent' && other.attachedTo === element.id && other.errorCode === MANUAL_ERROR,
  );
  return caught
    ? []
    : [
        error(
          `Der Schritt ruft ein anderes System auf. Es fehlt das Fehlerereignis «${MANUAL_ERROR}» mit einer Aufgabe von Hand.`,
        ),
      ];
}

/** Only a warning: a Gemeinde or partner may run workers of its own. */
const unservedJobs = (element: BpmnElement, jobTypes: ReadonlySet<string>): Message[] =>
  element.jobTypes
    .filter((type) => !jobTypes.has(type))
    .map((type) => ({
      severity: 'warning',
      message: `Den Auftrag «${type}» erledigt kein Worker dieses Produkts. Prüfen Sie die Schreibweise; sonst wartet der Fall hier, bis ein eigener Worker ihn abholt.`,
    }));

const NAMED = /(?:Task|Activity|Event)$|^subProcess$/;

function missingName(element: BpmnElement): Message[] {
  if (!NAMED.test(element.type) || element.name !== '') return [];
  // Inside a sub-process an unnamed start or end event says nothing that its picture does not.
  if (!element.topLevel && /^(?:start|end)Event$/.test(element.type)) return [];
  return [{ severity: 'warning', message: 'Das Element hat keine Bezeichnung.' }];
}
