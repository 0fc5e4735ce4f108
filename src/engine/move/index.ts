export { House, type HouseOptions } from './house.js';
export type { MoveOrder, References } from './instance-mover.js';
export type { Home, MovedKeys } from './moved-instance.store.js';
export { type MovePlan, placesOf, planMove } from './plan-move.js';
export { MoveFailed } from './until.js';
export type { WaitingInstance } from './waiting-instance.js';
export { PARTITION } from './rekey.store.js';
