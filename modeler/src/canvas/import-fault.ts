/** What the reader of diagrams throws, in German: where it stopped, or what it missed. Its own words are English. */
export function importFault(error: unknown): string {
  const text = error instanceof Error ? error.message : '';
  const duplicate = /duplicate ID <([^>]*)>/.exec(text);
  if (duplicate) return `Das Diagramm kann nicht gelesen werden: Die ID «${duplicate[1]}» kommt zweimal vor.`;
  if (/no (?:diagram|process)/.test(text))
    return 'Das Diagramm kann nicht gezeichnet werden: Die Datei enthält keinen Prozess mit einem Bild.';
  const line = /line:\s*(\d+)/.exec(text)?.[1];
  const place = line === undefined ? '' : ` Prüfen Sie die Stelle um Zeile ${Number(line) + 1}.`;
  return `Das Diagramm kann nicht gelesen werden: Die Datei ist kein gültiges BPMN-Modell.${place}`;
}
