import type { Scenario } from '../scenario.js';
import { exclusiveGateway } from './gateways/exclusive.js';
import { serviceTask } from './tasks/service.js';

/** All scenarios; one runs alone with `CONTRACT=<part of its name>`. */
export const scenarios: readonly Scenario[] = [...serviceTask, ...exclusiveGateway];
