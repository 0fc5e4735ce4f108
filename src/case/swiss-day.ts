const DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Zurich' });

/** The day in Switzerland at this moment, `YYYY-MM-DD`: deadlines and settings count days, not instants. */
export const swissDay = (epochMs: number): string => DAY.format(epochMs);
