/** Words of e-forms, wherever they are shown. Texts for the browser's part hold no functions: they travel as JSON. */
export const form = {
  loading: 'Das Formular wird geladen …',
  needsScript: 'Dieses Formular braucht JavaScript',
  needsScriptText:
    'Schalten Sie JavaScript in Ihrem Browser ein und laden Sie die Seite neu. Oder rufen Sie uns an, oder kommen Sie an den Schalter: Wir füllen das Formular mit Ihnen aus.',
  unreadable: 'Ihre Eingaben sind nicht vollständig angekommen. Bitte senden Sie die Seite nochmals.',
  savedAt: (time: string): string => `Gespeichert um ${time}`,
  conflictTitle: 'Dieser Schritt wurde in einem anderen Fenster geändert',
  conflictText: 'Ihre Eingaben stehen unten und sind noch nicht gespeichert. Entscheiden Sie, was gelten soll.',
  keepMine: 'Meine Eingaben hier behalten',
  takeOther: 'Stand aus dem anderen Fenster übernehmen',
  upload: {
    EMPTY: 'Die Datei ist leer. Bitte wählen Sie eine andere.',
    TOO_LARGE: 'Die Datei ist grösser als 20 MB. Verkleinern Sie sie oder teilen Sie sie auf.',
    TOO_MANY:
      'Mehr Dateien sind nicht möglich: höchstens 30 Dateien und zusammen 80 MB. Entfernen Sie zuerst eine andere.',
    WRONG_TYPE: 'Diese Datei ist kein PDF, JPG, PNG oder TIFF. Wandeln Sie sie um, zum Beispiel mit «Drucken als PDF».',
    NONE: 'Es ist keine Datei angekommen. Bitte wählen Sie eine Datei aus.',
  },
  widget: {
    choose: 'Bitte wählen',
    addEntry: 'Eintrag hinzufügen',
    removeEntry: 'Entfernen',
    optional: 'freiwillig',
    saving: 'Wird gespeichert …',
    saveFailed: 'Das Speichern hat nicht geklappt. Ihre Eingaben stehen noch hier; wir versuchen es weiter.',
    signedOut:
      'Ihre Anmeldung ist abgelaufen. Ihre Eingaben stehen noch hier: Melden Sie sich in einem neuen Fenster an und kehren Sie hierher zurück.',
    conflict: 'Dieser Schritt wurde in einem anderen Fenster geändert. Hier wird nicht mehr automatisch gespeichert.',
    addFile: 'Datei hinzufügen',
    addFiles: 'Dateien hinzufügen',
    uploading: 'Wird hochgeladen …',
    uploaded: 'Hochgeladen',
    removed: 'Entfernt',
    uploadFailed: 'Das Hochladen hat nicht geklappt. Prüfen Sie Ihre Verbindung und versuchen Sie es nochmals.',
    tooLarge: 'Die Datei ist grösser als 20 MB. Verkleinern Sie sie oder teilen Sie sie auf.',
    nothingToShow: 'Keine Einträge',
    nextPage: 'Nächste Seite',
    previousPage: 'Vorherige Seite',
    broken: 'Das Formular konnte nicht geladen werden. Laden Sie die Seite neu. Was gespeichert ist, bleibt erhalten.',
  },
};
