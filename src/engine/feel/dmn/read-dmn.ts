/** From XML to the root element of a decision model of any version from 1.1 to 1.5. */
import type { XmlElement } from './xml-element.js';
import { parseXml } from './xml-element.js';

/** Longest DMN text that is read, in characters. */
const MAX_XML = 4 * 1024 * 1024;
const MAX_DEPTH = 200;

export type ReadDmn = { ok: true; definitions: XmlElement } | { ok: false; message: string };

export function readDmn(xml: string): ReadDmn {
  if (xml.length > MAX_XML) return refused('Die Entscheidungsdatei ist grösser als 4 MB.');
  if (/<!(DOCTYPE|ENTITY)/i.test(xml))
    return refused('Die Entscheidungsdatei enthält eine DOCTYPE-Angabe. Entfernen Sie diese.');
  const root = parseSafely(xml);
  if (typeof root === 'string') return refused(`Die Entscheidungsdatei ist kein gültiges DMN: ${root}.`);
  if (root.name !== 'definitions')
    return refused(`Die Entscheidungsdatei ist kein gültiges DMN: Sie beginnt mit «${root.name}» statt «definitions».`);
  const duplicate = duplicateId(root, drawnForCamunda(root));
  if (duplicate === null) return refused('Die Entscheidungsdatei ist zu tief verschachtelt.');
  if (duplicate !== '') return refused(`Eine ID kommt in der Entscheidungsdatei zweimal vor: «${duplicate}».`);
  return { ok: true, definitions: root };
}

/** Models that the Camunda Modeler drew say so; Zeebe's rules hold for them, for all others the standard's. */
export const drawnForCamunda = (definitions: XmlElement): boolean =>
  (definitions.attributes['executionPlatform'] ?? '').startsWith('Camunda');

const refused = (message: string): ReadDmn => ({ ok: false, message });

function parseSafely(xml: string): XmlElement | string {
  try {
    return parseXml(xml);
  } catch {
    // The parser throws on what it was told to refuse, such as too deep trees.
    return 'Die Datei ist nicht lesbar oder zu tief verschachtelt';
  }
}

/** Decisions, inputs and the like lie directly in the model. */
const ELEMENT_DEPTH = 1;

/**
 * An id that is used twice outside diagrams and extensions; empty when there is none; null when the tree is too deep. Some
 * tools give parts of an element the same id: where `parts` do not count only the elements of the model are looked at.
 */
function duplicateId(root: XmlElement, parts: boolean): string | null {
  const seen = new Set<string>();
  const visit = (element: XmlElement, depth: number): string | null => {
    if (depth > MAX_DEPTH) return null;
    const { id } = element.attributes;
    if (id !== undefined && id !== '' && (parts || depth === ELEMENT_DEPTH)) {
      if (seen.has(id)) return id;
      seen.add(id);
    }
    for (const child of element.children) {
      if (child.name === 'DMNDI' || child.name === 'extensionElements') continue;
      const found = visit(child, depth + 1);
      if (found !== '') return found;
    }
    return '';
  };
  return visit(root, 0);
}
