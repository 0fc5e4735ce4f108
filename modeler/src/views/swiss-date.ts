const FORMAT = new Intl.DateTimeFormat('de-CH', {
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  timeZone: 'Europe/Zurich',
});

/** `24.11.2026`; what is no date is shown as it is. */
export const swissDate = (text: string): string =>
  Number.isNaN(Date.parse(text)) ? text : FORMAT.format(new Date(text));
