/** First gate for every XML file that comes from outside: size, no document type, no entities of its own. */

/** Characters; 4 MB is Zeebe's limit for one record, which a resource has to fit into. */
export const MAX_RESOURCE_CHARACTERS = 4 * 1024 * 1024;

export interface XmlProblem {
  reason: string;
  message: string;
}

/** Null when the text may be given to the parser. */
export function checkXmlText(xml: string): XmlProblem | null {
  if (xml.length > MAX_RESOURCE_CHARACTERS) {
    return {
      reason: `The resource has ${xml.length} characters, at most ${MAX_RESOURCE_CHARACTERS} are allowed`,
      message: 'Die Datei ist grösser als 4 MB. Teilen Sie den Prozess in mehrere Dateien auf.',
    };
  }
  // Comments and CDATA may mention these words; a declaration cannot stand inside an element, so only the prolog counts.
  const prolog = withoutComments(xml).split(/<[A-Za-z_]/, 1)[0] ?? '';
  if (/<!\s*(DOCTYPE|ENTITY)/i.test(prolog)) {
    return {
      reason: 'Document type declarations and entities are not allowed',
      message: 'Die Datei enthält eine Dokumenttyp-Deklaration (DOCTYPE). Entfernen Sie diese Zeile.',
    };
  }
  return null;
}

const withoutComments = (xml: string): string => xml.replace(/<!--[\s\S]*?-->/g, '');
