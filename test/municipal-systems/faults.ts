import { setTimeout as delay } from 'node:timers/promises';

export const SYSTEMS = ['register', 'gwr', 'parcels', 'gazette', 'erp'] as const;
export type System = (typeof SYSTEMS)[number];

/** slow: answers after 20 s; 500: server error; wrong: an answer of another shape; down: the connection is cut. */
export const FAULT_MODES = ['slow', '500', 'wrong', 'down'] as const;
export type FaultMode = (typeof FAULT_MODES)[number];

interface Fault {
  mode: FaultMode;
  /** Requests it still hits. */
  remaining: number;
  /** Epoch milliseconds after which it is over. */
  until: number;
}

const SLOW = 20_000;

/** Faults on demand: what a register does on a bad day. */
export class Faults {
  private readonly active = new Map<System, Fault>();

  /** @returns an English message when the order is not understood */
  set(order: { system?: unknown; mode?: unknown; count?: unknown; durationMs?: unknown }): string | undefined {
    const system = SYSTEMS.find((name) => name === order.system);
    if (system === undefined) return `system must be one of ${SYSTEMS.join(', ')}`;
    if (order.mode === 'none') {
      this.active.delete(system);
      return undefined;
    }
    const mode = FAULT_MODES.find((name) => name === order.mode);
    if (mode === undefined) return `mode must be one of none, ${FAULT_MODES.join(', ')}`;
    const remaining = typeof order.count === 'number' ? order.count : Number.POSITIVE_INFINITY;
    const until = typeof order.durationMs === 'number' ? Date.now() + order.durationMs : Number.POSITIVE_INFINITY;
    this.active.set(system, { mode, remaining, until });
    return undefined;
  }

  /** The fault that hits this request; waits when it is slowness. */
  async strike(system: System): Promise<FaultMode | undefined> {
    const fault = this.active.get(system);
    if (fault === undefined || fault.remaining <= 0 || Date.now() > fault.until) {
      this.active.delete(system);
      return undefined;
    }
    fault.remaining -= 1;
    if (fault.mode === 'slow') await delay(SLOW);
    return fault.mode;
  }

  list(): Record<string, FaultMode> {
    return Object.fromEntries([...this.active].map(([system, fault]) => [system, fault.mode]));
  }
}
