import { apply } from '../apply/apply.js';
import type { EngineEvent } from '../records.js';
import { EngineState } from '../state/engine-state.js';
import { dump } from './dump.js';
import { Scene } from './scene.js';

/** The state that the events alone lead to. */
export function replay(events: readonly EngineEvent[]): EngineState {
  const state = new EngineState();
  for (const event of events) apply(state, event);
  return state;
}

/** After every test of the file: each scene's state is the one its events lead to. */
export function checkReplayAfterEach(): void {
  afterEach(() => {
    for (const { engine } of Scene.opened.splice(0)) expect(dump(replay(engine.events))).toEqual(dump(engine.state));
  });
}
