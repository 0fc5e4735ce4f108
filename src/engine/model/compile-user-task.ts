import type { BpmnNode } from './bpmn-node.js';
import { attribute, extension } from './bpmn-node.js';
import type { CompileContext } from './compile-context.js';
import { compileBinding } from './compile-binding.js';
import { compileHeaders } from './compile-jobs.js';
import type { Dynamic, FormReference, UserTaskDefinition } from './graph.js';
import { isZonedDateTime } from './time/zoned-date-time.js';

export function compileUserTask(context: CompileContext, node: BpmnNode): UserTaskDefinition {
  const native = extension(node, 'UserTask') !== undefined;
  const assignment = extension(node, 'AssignmentDefinition');
  const schedule = extension(node, 'TaskSchedule');
  const text = (name: string) =>
    context.optional(node, attribute(assignment, name), `zeebe:assignmentDefinition ${name}`);
  return {
    native,
    assignee: text('assignee'),
    candidateGroups: separated(context, node, text('candidateGroups')),
    candidateUsers: separated(context, node, text('candidateUsers')),
    dueDate: scheduleField(context, node, attribute(schedule, 'dueDate'), 'dueDate'),
    followUpDate: scheduleField(context, node, attribute(schedule, 'followUpDate'), 'followUpDate'),
    priority: compilePriority(context, node),
    form: compileForm(context, node, native),
    headers: compileHeaders(context, node),
  };
}

/** Names with commas between them. */
function separated(context: CompileContext, node: BpmnNode, names: Dynamic | null): Dynamic | null {
  if (names && !names.text.startsWith('=') && names.text.split(',').some((name) => name.trim() === '')) {
    context.error(
      node,
      `Expected a list of comma-separated values, e.g. 'a,b,c', but found '${names.text}'`,
      `«${names.text}» ist keine Liste von Namen. Erwartet ist z. B. «a,b,c» oder ein FEEL-Ausdruck.`,
    );
  }
  return names;
}

function scheduleField(
  context: CompileContext,
  node: BpmnNode,
  text: string | undefined,
  name: string,
): Dynamic | null {
  const field = context.optional(node, text, `zeebe:taskSchedule ${name}`);
  if (field && !field.text.startsWith('=') && !isZonedDateTime(field.text)) {
    context.error(
      node,
      `Attribute '${name}' must be an ISO 8601 date-time with offset or an expression but was '${field.text}'`,
      `«${field.text}» ist kein Zeitpunkt. Erwartet ist z. B. 2026-01-31T12:00:00Z oder ein FEEL-Ausdruck.`,
    );
  }
  return field;
}

function compilePriority(context: CompileContext, node: BpmnNode): Dynamic | null {
  const text = attribute(extension(node, 'PriorityDefinition'), 'priority');
  const priority = context.optional(node, text, 'zeebe:priorityDefinition');
  if (priority && !priority.text.startsWith('=') && !/^(100|[1-9]?\d)$/.test(priority.text)) {
    context.error(
      node,
      `The priority must be a whole number from 0 to 100 but was '${priority.text}'`,
      `Die Priorität «${priority.text}» muss eine ganze Zahl von 0 bis 100 sein.`,
    );
  }
  return priority;
}

function compileForm(context: CompileContext, node: BpmnNode, native: boolean): FormReference | null {
  const form = extension(node, 'FormDefinition');
  if (!form) return null;
  const formId = attribute(form, 'formId');
  const formKey = attribute(form, 'formKey');
  const external = attribute(form, 'externalReference');
  const given = [formId, formKey, external].filter((value) => value !== undefined && value !== '');
  if (given.length !== 1) {
    context.error(
      node,
      "Exactly one of the attributes 'formId', 'formKey' and 'externalReference' must be present and not empty",
      'Die Aufgabe muss auf genau ein Formular verweisen (Formular-ID, Formular-Schlüssel oder externe Referenz).',
    );
    return null;
  }
  if (formId) {
    const binding = compileBinding(context, node, form);
    return { kind: 'id', formId: context.dynamic(node, formId, 'formId'), binding };
  }
  if (external) {
    if (!native) {
      context.error(
        node,
        "Attribute 'externalReference' is only allowed together with 'zeebe:userTask'",
        'Eine externe Formular-Referenz ist nur bei Camunda-Benutzeraufgaben (zeebe:userTask) erlaubt.',
      );
    }
    return { kind: 'external', reference: context.dynamic(node, external, 'externalReference') };
  }
  return { kind: 'key', formKey: { text: formKey ?? '', expression: null } };
}
