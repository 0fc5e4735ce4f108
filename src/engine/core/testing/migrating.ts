/** What tests of migration are written with. */
import { process, start } from './bpmn-text.js';
import { type Scene, TENANT } from './scene.js';

/** `from -> to` for each mapping; a single name stays as it is. */
export function migrate(scene: Scene, key: string, mappings: readonly string[], target = keyOf(scene)) {
  return scene.engine.execute({
    type: 'migrateProcessInstance',
    processInstanceKey: key,
    targetProcessDefinitionKey: target,
    mappingInstructions: mappings.map((text) => {
      const [sourceElementId = '', targetElementId = sourceElementId] = text.split(' -> ');
      return { sourceElementId, targetElementId };
    }),
  });
}

export const keyOf = (scene: Scene, id = 'q'): string => String(scene.engine.state.definitions.latest(TENANT, id)?.key);
export const reasonOf = (outcome: ReturnType<typeof migrate>): string => (outcome.ok ? '' : outcome.rejection.reason);
/** A process whose tasks follow each other. */
export const line = (id: string, ...tasks: string[]) =>
  process(
    id,
    [start(), ...tasks],
    ['start', ...tasks.map((text) => / id="([^"]+)"/.exec(text)?.[1] ?? '')].flatMap((name, index, all) =>
      index === 0 ? [] : [`${all[index - 1]} -> ${name}`],
    ),
  );
