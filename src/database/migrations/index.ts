import { Foundation1764000000000 } from './1764000000000-foundation.js';
import { Engine1764000100000 } from './1764000100000-engine.js';
import { Application1764000200000 } from './1764000200000-application.js';
import { Document1764000300000 } from './1764000300000-document.js';
import { Mail1764000310000 } from './1764000310000-mail.js';
import { EngineFollowers1764000400000 } from './1764000400000-engine-followers.js';
import { DocumentApproval1764000610000 } from './1764000610000-document-approval.js';
import { EngineElements1764000500000 } from './1764000500000-engine-elements.js';
import { EngineLogRetention1764000900000 } from './1764000900000-engine-log-retention.js';
import { EngineSearch1764001000000 } from './1764001000000-engine-search.js';
import { EngineDecisionImports1764001100000 } from './1764001100000-engine-decision-imports.js';
import { TaskCompletion1764001200000 } from './1764001200000-task-completion.js';
import { ZeebeCluster1764001300000 } from './1764001300000-zeebe-cluster.js';
import { EngineMove1764001600000 } from './1764001600000-engine-move.js';
import { MovePlaces1764001700000 } from './1764001700000-move-places.js';

/** Explicit list: what runs, in which order. */
export const MIGRATIONS = [
  Foundation1764000000000,
  Engine1764000100000,
  Application1764000200000,
  Document1764000300000,
  Mail1764000310000,
  EngineFollowers1764000400000,
  EngineElements1764000500000,
  EngineLogRetention1764000900000,
  EngineSearch1764001000000,
  DocumentApproval1764000610000,
  EngineDecisionImports1764001100000,
  TaskCompletion1764001200000,
  ZeebeCluster1764001300000,
  EngineMove1764001600000,
  MovePlaces1764001700000,
];
