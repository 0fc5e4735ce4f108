import type { LogLevel } from '@nestjs/common';
import type { Environment } from '../config/environment.js';

const LEVELS: readonly LogLevel[] = ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'];
const LAST: Record<Environment['LOG_LEVEL'], number> = {
  silent: 0,
  fatal: 1,
  error: 2,
  warn: 3,
  info: 3,
  debug: 5,
  trace: 6,
};

/** Nest's levels for LOG_LEVEL. Nest's own «log» is chatter about modules and routes: it comes with `debug`. */
export const logLevels = (level: Environment['LOG_LEVEL']): LogLevel[] => LEVELS.slice(0, LAST[level]);
