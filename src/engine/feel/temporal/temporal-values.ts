/** Dates, times and durations as plain immutable data; calculations are in temporal-arithmetic.ts. */

export class FeelDate {
  constructor(
    readonly year: number,
    readonly month: number,
    readonly day: number,
  ) {}
}

export class FeelTime {
  constructor(
    readonly hour: number,
    readonly minute: number,
    readonly second: number,
    readonly nano: number,
    /** Seconds east of UTC; null = local time. */
    readonly offset: number | null,
    /** IANA name when the time was given with a zone; `offset` is then the zone's offset at that moment. */
    readonly zone: string | null,
  ) {}
}

export class FeelDateTime {
  constructor(
    readonly date: FeelDate,
    readonly time: FeelTime,
  ) {}
}

/** Exact nanoseconds. */
export class DayTimeDuration {
  constructor(readonly nanos: bigint) {}
}

export class YearMonthDuration {
  constructor(readonly months: number) {}
}

export const NANOS_PER_SECOND = 1_000_000_000n;
export const SECONDS_PER_DAY = 86_400;
