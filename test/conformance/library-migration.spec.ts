import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findLostTokens } from '../../src/engine/core/testing/check-tokens.js';
import { checkReplayAfterEach } from '../../src/engine/core/testing/replay.js';
import { Scene, TENANT } from '../../src/engine/core/testing/scene.js';
import type { Resource } from '../../src/engine/engine.js';

/** Models, decisions and forms of a package; with the next version only the model has changed. */
function filesOf(id: string): Resource[] {
  const folder = join('processes', id);
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => /\.(bpmn|dmn|form)$/.test(name))
    .map((name) => ({ name, content: readFileSync(join(folder, name), 'utf8') }));
}

const nextVersion = (files: Resource[]): Resource[] =>
  files.map(({ name, content }) => ({
    name,
    content: name.endsWith('.bpmn') ? `${content}\n<!-- next -->\n` : content,
  }));

describe('instances of the process library', () => {
  checkReplayAfterEach();

  it.each(['baugesuch', 'zuzug'])('should go on in the next version of %s, whatever they wait for', async (id) => {
    const scene = new Scene();
    const files = filesOf(id);
    expect(await scene.engine.deploy(files, TENANT)).toMatchObject({ ok: true });
    const key = scene.create(id, { fall: { id: 'F-1', nummer: 'F-1' } });
    expect(await scene.engine.deploy(nextVersion(files), TENANT)).toMatchObject({ ok: true });
    const instance = scene.engine.state.instances.get(Number(key));
    const target = scene.engine.state.definitions.latest(TENANT, id);
    if (!instance || !target) throw new Error('nothing runs');
    expect([instance.definition.version, target.version]).toEqual([1, 2]);
    const before = scene.active();
    expect(before).not.toEqual([]);
    expect(scene.engine.state.messages.subscriptions.size).toBeGreaterThan(0);
    const outcome = scene.engine.execute({
      type: 'migrateProcessInstance',
      processInstanceKey: key,
      targetProcessDefinitionKey: String(target.key),
      mappingInstructions: [...instance.process.indexById.keys()].map((name) => ({
        sourceElementId: name,
        targetElementId: name,
      })),
    });
    expect(outcome).toEqual({ ok: true, value: { processInstanceKey: key } });
    expect([scene.active(), instance.definition.version]).toEqual([before, 2]);
    expect(scene.intents('TIMER').filter((intent) => intent === 'CANCELED')).toEqual([]);
    expect(findLostTokens(scene.engine.state)).toEqual([]);
  });
});
