/** Codes of the YAML parser that people meet, as what to look at. */
const FAULTS: Record<string, string> = {
  BAD_INDENT: 'Der Einzug stimmt nicht, oder eine Klammer davor ist nicht geschlossen.',
  TAB_AS_INDENT: 'Der Einzug enthält Tabulatoren; verwenden Sie Leerzeichen.',
  DUPLICATE_KEY: 'Dieselbe Angabe steht zweimal.',
  MISSING_CHAR:
    'Es fehlt ein Zeichen, zum Beispiel eine Klammer, ein Anführungszeichen oder ein Leerzeichen nach dem Doppelpunkt.',
  BAD_COLLECTION_TYPE: 'Liste und Angaben sind vermischt.',
  BLOCK_AS_IMPLICIT_KEY:
    'Ein Doppelpunkt steht an einer unerwarteten Stelle; setzen Sie den Text in Anführungszeichen.',
  BLOCK_IN_FLOW: 'Eine Klammer ist nicht geschlossen.',
  MULTILINE_IMPLICIT_KEY: 'Nach dem Namen einer Angabe fehlt der Doppelpunkt.',
  UNEXPECTED_TOKEN: 'Ein Zeichen steht an einer unerwarteten Stelle.',
  KEY_OVER_1024_CHARS: 'Der Name einer Angabe ist zu lang.',
};

export interface YamlFault {
  message: string;
  /** 1-based, when known. */
  line?: number;
}

/** German words for what the YAML parser found or threw. */
export function yamlFault(error: unknown): YamlFault {
  const { code, linePos } = (error ?? {}) as { code?: unknown; linePos?: [{ line: number }, ...unknown[]] };
  const line = linePos?.[0].line;
  const cause = (typeof code === 'string' ? FAULTS[code] : undefined) ?? 'Diese Stelle ist nicht lesbar.';
  const place = line === undefined ? '' : ` (Zeile ${line})`;
  return { message: `Kein gültiges YAML${place}: ${cause}`, ...(line === undefined ? {} : { line }) };
}
