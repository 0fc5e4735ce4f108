/** Limits per address and minute. Route configuration: `@RouteConfig({ rateLimit: RATE_LIMITS.upload })`. */
export const RATE_LIMITS = {
  /** Everything together; pages of a whole office behind one address fit in. */
  all: { max: 1_200, timeWindow: '1 minute' },
  /** Things that store something for people who are not signed in. */
  start: { max: 60, timeWindow: '1 minute' },
  upload: { max: 120, timeWindow: '1 minute' },
  /** Guessing: codes of documents, passwords. */
  guess: { max: 30, timeWindow: '1 minute' },
} as const;

/** Routes on which the limit also holds for the demo on the own machine. */
export interface GuardedRoute {
  guarded?: boolean;
}
