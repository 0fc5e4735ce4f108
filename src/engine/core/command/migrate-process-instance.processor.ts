import { closeSubscriptions, openSubscription } from '../behavior/event-subscriptions.js';
import { migrateElement } from '../behavior/migration.js';
import { requireGraphs, requireTree } from '../behavior/required-graphs.js';
import { processOf } from '../state/definition.js';
import { findMappingFault } from './check-migration.js';
import { planMigration } from './plan-migration.js';
import type { CommandProcessor } from './reply.js';
import { answer, refuse } from './reply.js';

/**
 * Lets a running instance go on in another process definition, element by element. Jobs, user tasks, incidents, variables
 * and mapped events stay what they are (with their keys); events that are not mapped stop to wait, new ones begin to.
 */
export const migrateProcessInstance: CommandProcessor<'migrateProcessInstance'> = (run, command) => {
  const { processInstanceKey, targetProcessDefinitionKey, mappingInstructions } = command;
  const instance = run.state.instances.get(Number(processInstanceKey));
  if (!instance) {
    return refuse(
      'NOT_FOUND',
      `Expected to migrate process instance but no process instance found with key '${processInstanceKey}'`,
    );
  }
  const definition = run.state.definitions.live(Number(targetProcessDefinitionKey));
  if (definition?.tenantId !== instance.tenantId) {
    return refuse(
      'NOT_FOUND',
      `Expected to migrate process instance to process definition but no process definition found with key '${targetProcessDefinitionKey}'`,
    );
  }
  requireTree(run.state, instance);
  requireGraphs(run.state, definition);
  const fault = findMappingFault(instance.process, processOf(definition), mappingInstructions);
  if (fault !== null) {
    return refuse('INVALID_ARGUMENT', `Expected to migrate process instance '${processInstanceKey}' but ${fault}`);
  }
  const plan = planMigration(run, instance, processOf(definition), mappingInstructions);
  if (!Array.isArray(plan)) {
    return refuse('INVALID_STATE', `Expected to migrate process instance '${processInstanceKey}' but ${plan.reason}`);
  }
  for (const { element, kept } of plan) closeSubscriptions(run, element, ({ index }) => !kept.has(index));
  for (const moved of plan) migrateElement(run, moved, definition);
  run.emit({
    valueType: 'PROCESS_INSTANCE_MIGRATION',
    intent: 'MIGRATED',
    key: instance.key,
    processInstanceKey: instance.key,
    definition,
    mappingInstructions,
  });
  for (const { element, opened } of plan) {
    for (const subscription of opened) openSubscription(run, element, subscription);
  }
  return answer({ processInstanceKey });
};
