/**
 * What the engine reads of Zeebe's extension elements, as a moddle package. Follows `zeebe-bpmn-moddle` 2.0.0; kept as code
 * because JSON modules do not load the same way in Node, tests and browsers. Listeners and other parts that are not executed
 * yet are listed too: what is listed can be refused by name.
 */
type Property = { name: string; type: string; isAttr?: boolean; isMany?: boolean; isBody?: boolean };

const attributes = (...names: string[]): Property[] => names.map((name) => ({ name, type: 'String', isAttr: true }));
const many = (name: string, type: string): Property => ({ name, type, isMany: true });

const type = (name: string, properties: Property[] = []) => ({ name, superClass: ['Element'], properties });

export const ZEEBE_DESCRIPTOR = {
  name: 'zeebe',
  prefix: 'zeebe',
  uri: 'http://camunda.org/schema/zeebe/1.0',
  xml: { tagAlias: 'lowerCase' },
  associations: [],
  types: [
    type('TaskDefinition', attributes('type', 'retries')),
    type('TaskHeaders', [many('values', 'Header')]),
    type('Header', attributes('id', 'key', 'value')),
    type('IoMapping', [many('inputParameters', 'Input'), many('outputParameters', 'Output')]),
    type('Input', attributes('source', 'target')),
    type('Output', attributes('source', 'target')),
    type('Subscription', attributes('correlationKey')),
    type('LoopCharacteristics', attributes('inputCollection', 'inputElement', 'outputCollection', 'outputElement')),
    type(
      'CalledElement',
      attributes(
        'processId',
        'processIdExpression',
        'propagateAllChildVariables',
        'propagateAllParentVariables',
        'bindingType',
        'versionTag',
      ),
    ),
    type('UserTask'),
    type('UserTaskForm', [...attributes('id'), { name: 'body', type: 'String', isBody: true }]),
    type('FormDefinition', attributes('formKey', 'formId', 'externalReference', 'bindingType', 'versionTag')),
    type('CalledDecision', attributes('decisionId', 'resultVariable', 'bindingType', 'versionTag')),
    type('AssignmentDefinition', attributes('assignee', 'candidateGroups', 'candidateUsers')),
    type('PriorityDefinition', attributes('priority')),
    type('JobPriorityDefinition', attributes('priority')),
    type('TaskSchedule', attributes('dueDate', 'followUpDate')),
    type('Properties', [many('properties', 'Property')]),
    type('Property', attributes('name', 'value')),
    type('Script', attributes('expression', 'resultVariable')),
    type('VersionTag', attributes('value')),
    type('ExecutionListeners', [many('listeners', 'ExecutionListener')]),
    type('ExecutionListener', attributes('eventType', 'retries', 'type')),
    type('TaskListeners', [many('listeners', 'TaskListener')]),
    type('TaskListener', attributes('eventType', 'retries', 'type')),
    type('AdHoc', attributes('activeElementsCollection', 'outputCollection', 'outputElement')),
    type('ConditionalFilter', attributes('variableNames', 'variableEvents')),
    type('LinkedResources', [many('values', 'LinkedResource')]),
    type('LinkedResource', attributes('resourceId', 'resourceType', 'linkName', 'bindingType', 'versionTag')),
    type('PublishMessage', attributes('correlationKey', 'messageId', 'timeToLive')),
    type('AgentDefinition', attributes('agentType')),
  ],
};
