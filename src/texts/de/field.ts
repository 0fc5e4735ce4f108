/** What is wrong with one field of an e-form, and what to do. `label` is the field's name as the form shows it. */
export const field = {
  noText: (label: string): string => `Bitte geben Sie bei «${label}» einen Text ein.`,
  tooLong: (label: string, most: number): string =>
    `«${label}» darf höchstens ${most} Zeichen lang sein. Bitte kürzen Sie den Text.`,
  tooShort: (label: string, least: number): string => `Bitte geben Sie bei «${label}» mindestens ${least} Zeichen ein.`,
  wrongForm: (label: string): string =>
    `Die Eingabe bei «${label}» hat nicht die verlangte Form. Bitte prüfen Sie sie.`,
  noNumber: (label: string): string => `Bitte geben Sie bei «${label}» eine Zahl ein.`,
  noInteger: (label: string): string => `Bitte geben Sie bei «${label}» eine ganze Zahl ein.`,
  tooManyDecimals: (label: string, most: number): string =>
    `Bitte geben Sie bei «${label}» höchstens ${most} Stellen nach dem Punkt ein.`,
  tooSmall: (label: string, least: number): string => `Bitte geben Sie bei «${label}» mindestens ${least} ein.`,
  tooBig: (label: string, most: number): string => `Bitte geben Sie bei «${label}» höchstens ${most} ein.`,
  noTime: (label: string): string => `Bitte geben Sie bei «${label}» eine Zeit ein, zum Beispiel 14:30.`,
  noDate: (label: string): string =>
    `Bitte geben Sie bei «${label}» ein Datum ein, das es gibt, zum Beispiel 24.11.2026.`,
  pastDate: (label: string): string => `Das Datum bei «${label}» ist vorbei. Bitte geben Sie ein Datum ab heute ein.`,
  noWorkingDay: (label: string, day: string, next: string): string =>
    `Bei «${label}» ist nur ein Werktag möglich. Der ${day} ist ein Samstag, Sonntag oder Feiertag; der nächste Werktag ist der ${next}.`,
  noChoice: (label: string): string => `Bitte wählen Sie bei «${label}» eine der angebotenen Möglichkeiten.`,
  noChoices: (label: string): string => `Bitte wählen Sie bei «${label}» aus den angebotenen Möglichkeiten.`,
  unknownChoice: (label: string): string => `Bitte wählen Sie bei «${label}» nur angebotene Möglichkeiten.`,
  noTick: (label: string): string => `Bitte kreuzen Sie «${label}» an oder lassen Sie das Feld leer.`,
  filesAgain: (label: string): string => `Bitte laden Sie die Dateien bei «${label}» nochmals hoch.`,
  fileGone: (label: string): string =>
    `Eine Datei bei «${label}» ist nicht mehr da. Bitte laden Sie sie nochmals hoch.`,
  oneFile: (label: string): string => `Bei «${label}» ist nur eine Datei möglich. Bitte entfernen Sie die übrigen.`,
  wrongFile: (label: string, kinds: string): string =>
    `Bei «${label}» sind nur diese Dateiarten möglich: ${kinds}. Bitte laden Sie eine solche Datei hoch.`,
  listBroken: (label: string): string =>
    `Die Liste «${label}» ist unvollständig angekommen. Bitte laden Sie die Seite neu.`,
  listTooLong: (label: string, most: number): string =>
    `Bei «${label}» sind höchstens ${most} Einträge möglich. Bitte entfernen Sie einige.`,
  required: {
    checkbox: (label: string): string => `Bitte bestätigen Sie: «${label}».`,
    choice: (label: string): string => `Bitte wählen Sie bei «${label}» etwas aus.`,
    file: (label: string): string => `Bitte laden Sie bei «${label}» mindestens eine Datei hoch.`,
    other: (label: string): string => `Bitte geben Sie «${label}» ein.`,
  },
  format: {
    ahv: 'Diese AHV-Nummer stimmt nicht. Bitte geben Sie die 13 Ziffern ein, wie sie auf der Krankenkassenkarte stehen, zum Beispiel 756.9217.0769.85.',
    iban: 'Diese IBAN stimmt nicht. Bitte geben Sie sie so ein, wie sie auf Ihrem Kontoauszug steht, zum Beispiel CH93 0076 2011 6238 5295 7.',
    phone: 'Diese Telefonnummer stimmt nicht. Bitte geben Sie sie zum Beispiel so ein: 079 123 45 67.',
    plz: 'Bitte geben Sie die Postleitzahl mit vier Ziffern ein, zum Beispiel 3982.',
    egid: 'Der EGID besteht aus höchstens neun Ziffern. Bitte prüfen Sie die Eingabe.',
    egrid: 'Der EGRID beginnt mit CH und hat danach zwölf Ziffern. Bitte prüfen Sie die Eingabe.',
    email: 'Bitte geben Sie eine vollständige E-Mail-Adresse ein, zum Beispiel name@beispiel.ch.',
  },
};
