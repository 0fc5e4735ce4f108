/** What a decision model is called and which models it imports, for those who have to find them. */
import { isModelImport } from './link-models.js';
import { readDmn } from './read-dmn.js';
import { attribute, childrenNamed } from './xml-element.js';

export interface ModelHeader {
  readonly namespace: string;
  /** Namespaces of imported decision models. */
  readonly imports: readonly string[];
}

/** null when the text is no decision model. */
export function readModelHeader(xml: string): ModelHeader | null {
  const read = readDmn(xml);
  if (!read.ok) return null;
  return {
    namespace: attribute(read.definitions, 'namespace') ?? '',
    imports: childrenNamed(read.definitions, 'import')
      .filter(isModelImport)
      .map((element) => attribute(element, 'namespace') ?? ''),
  };
}

/** Saves reading a model twice: most import nothing. */
export const mayImport = (xml: string): boolean => /<(?:[\w.-]+:)?import\b/.test(xml);
