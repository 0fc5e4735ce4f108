/** The pure engine: commands in, events out. What the runtime, the tests and the studio's rehearsal build on. */
export { step } from './step.js';
export { apply } from './apply/apply.js';
export type { DeployedModels } from './prepare-decisions.js';
export { prepareDeployment, type PreparedDeployment } from './prepare-deployment.js';
export { checksumOf } from './checksum.js';
export { variablesVisibleAt } from './behavior/variables.js';
export { requireGraphs, requireTree } from './behavior/required-graphs.js';
export type { CoreCommand, JobVariables, PreparedResource, StepResult } from './command.js';
export type * from './records.js';
export { EngineState, FIRST_KEY, type TimerEntry } from './state/engine-state.js';
export {
  type Decision,
  type DecisionRequirements,
  type Definition,
  type Form,
  GraphMissing,
  InstancesMissing,
  processOf,
} from './state/definition.js';
export {
  ElementInstance,
  type EventTrigger,
  type LifecycleState,
  type MessageWait,
  type TimerWait,
  type Variable,
} from './state/element-instance.js';
export { DEFAULT_SETTINGS, type EngineSettings, type MappingMode } from './state/engine-settings.js';
export { ProcessInstance } from './state/process-instance.js';
export type { BufferedMessage, MessageLock, StartSubscription, SubscriptionEntry } from './state/message-state.js';
export type { ErrorType, Incident, Job, JobState, UserTask } from './state/work-items.js';
export { InMemoryEngine } from './in-memory-engine.js';
