/** The parts of bpmn-moddle's objects that the compiler reads. */
export interface ZeebeNode {
  $type: string;
  [attribute: string]: unknown;
}

export interface BpmnNode {
  $type: string;
  $parent?: BpmnNode;
  $attrs?: Readonly<Record<string, string>>;
  id?: string;
  name?: string;
  isExecutable?: boolean;
  rootElements?: BpmnNode[];
  flowElements?: BpmnNode[];
  extensionElements?: { values?: ZeebeNode[] };
  eventDefinitions?: BpmnNode[];
  sourceRef?: BpmnNode;
  targetRef?: BpmnNode;
  attachedToRef?: BpmnNode;
  default?: BpmnNode;
  conditionExpression?: { body?: string };
  completionCondition?: { body?: string };
  cancelActivity?: boolean;
  isInterrupting?: boolean;
  triggeredByEvent?: boolean;
  isForCompensation?: boolean;
  instantiate?: boolean;
  isSequential?: boolean;
  loopCharacteristics?: BpmnNode;
  messageRef?: BpmnNode;
  signalRef?: BpmnNode;
  escalationRef?: BpmnNode;
  escalationCode?: string;
  activityRef?: BpmnNode;
  waitForCompletion?: boolean;
  artifacts?: BpmnNode[];
  cancelRemainingInstances?: boolean;
  errorRef?: BpmnNode;
  errorCode?: string;
  timeDate?: { body?: string };
  timeDuration?: { body?: string };
  timeCycle?: { body?: string };
}

/** The first extension element of a Zeebe type, e.g. `TaskDefinition`. */
export const extension = (node: BpmnNode, name: string): ZeebeNode | undefined =>
  node.extensionElements?.values?.find(({ $type }) => $type === `zeebe:${name}`);

export const extensions = (node: BpmnNode, name: string): ZeebeNode[] =>
  node.extensionElements?.values?.filter(({ $type }) => $type === `zeebe:${name}`) ?? [];

/** A text attribute; undefined when absent. */
export function attribute(node: ZeebeNode | undefined, name: string): string | undefined {
  const value = node?.[name];
  return typeof value === 'string' ? value : undefined;
}

export const children = (node: ZeebeNode | undefined, name: string): ZeebeNode[] => {
  const value = node?.[name];
  return Array.isArray(value) ? (value as ZeebeNode[]) : [];
};
