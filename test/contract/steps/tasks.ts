import type { EngineCommand, Variables } from '../../../src/engine/engine.js';
import type { Step } from '../scenario.js';
import { send } from './command.js';

export const completeTask = (elementId: string, variables: Variables = {}, action?: string): Step =>
  send(`complete task ${elementId}`, (history) => ({
    type: 'completeUserTask',
    userTaskKey: history.userTaskKey(elementId),
    variables,
    ...(action ? { action } : {}),
  }));

export const assign = (elementId: string, assignee: string, allowOverride = true): Step =>
  send(`assign ${elementId}`, (history) => ({
    type: 'assignUserTask',
    userTaskKey: history.userTaskKey(elementId),
    assignee,
    allowOverride,
  }));

export const unassign = (elementId: string): Step =>
  send(`unassign ${elementId}`, (history) => ({
    type: 'unassignUserTask',
    userTaskKey: history.userTaskKey(elementId),
  }));

export const updateTask = (
  elementId: string,
  changes: Extract<EngineCommand, { type: 'updateUserTask' }>['changes'],
): Step =>
  send(`update task ${elementId}`, (history) => ({
    type: 'updateUserTask',
    userTaskKey: history.userTaskKey(elementId),
    changes,
  }));
