import type { Scenario } from '../scenario.js';
import { creations } from './commands/create.js';
import { deployments } from './commands/deploy.js';
import { migrations } from './commands/migrate.js';
import { modifications } from './commands/modify.js';
import { callActivity } from './containers/call-activity.js';
import { laterVersions } from './containers/later-versions.js';
import { multiInstance } from './containers/multi-instance.js';
import { subProcess } from './containers/sub-process.js';
import { feel } from './values/feel.js';
import { mappings } from './values/mappings.js';
import { variables } from './values/variables.js';
import { boundaryEvents } from './events/boundary.js';
import { compensations } from './events/compensations.js';
import { endsAndLinks } from './events/ends-and-links.js';
import { errors } from './events/errors.js';
import { escalations } from './events/escalations.js';
import { eventSubProcess } from './events/event-sub-process.js';
import { handlersOfOneEvent } from './events/handlers-of-one-event.js';
import { messages } from './events/messages.js';
import { signals } from './events/signals.js';
import { timers } from './events/timers.js';
import { eventBasedGateway } from './gateways/event-based.js';
import { exclusiveGateway } from './gateways/exclusive.js';
import { inclusiveGateway } from './gateways/inclusive.js';
import { parallelGateway } from './gateways/parallel.js';
import { decisions } from './tasks/decisions.js';
import { jobs } from './tasks/jobs.js';
import { listeners } from './tasks/listeners.js';
import { smallTasks } from './tasks/small-tasks.js';
import { userTasks } from './tasks/user-tasks.js';

/** All scenarios; some alone with `CONTRACT=<part of their names>`. */
export const scenarios: readonly Scenario[] = [
  ...creations,
  ...deployments,
  ...migrations,
  ...modifications,
  ...callActivity,
  ...laterVersions,
  ...multiInstance,
  ...subProcess,
  ...feel,
  ...mappings,
  ...variables,
  ...boundaryEvents,
  ...compensations,
  ...endsAndLinks,
  ...errors,
  ...escalations,
  ...eventSubProcess,
  ...handlersOfOneEvent,
  ...messages,
  ...signals,
  ...timers,
  ...eventBasedGateway,
  ...exclusiveGateway,
  ...inclusiveGateway,
  ...parallelGateway,
  ...decisions,
  ...jobs,
  ...listeners,
  ...smallTasks,
  ...userTasks,
];
