/** XML as a plain tree: local names, attributes, text. DMN's versions differ in namespaces, hardly in names. */
import { XMLParser, XMLValidator } from 'fast-xml-parser';

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** All text directly inside, CDATA included. */
  readonly text: string;
}

const ATTRIBUTES = ':@';
const TEXT = '#text';
const CDATA = '#cdata';

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  htmlEntities: true,
  cdataPropName: CDATA,
});

type RawNode = Record<string, unknown>;

/** The root element; a sentence when the text is no well-formed XML. Nothing outside the text is ever read. */
export function parseXml(xml: string): XmlElement | string {
  const valid = XMLValidator.validate(xml);
  // The parser's own words are English; the line says more than they do.
  if (valid !== true) return `Das XML ist ab Zeile ${valid.err.line} nicht wohlgeformt`;
  const roots = (parser.parse(xml) as RawNode[]).flatMap((node) => elementOf(node) ?? []);
  const [root] = roots;
  return root && roots.length === 1 ? root : 'Es muss genau ein äusserstes Element geben';
}

function elementOf(node: RawNode): XmlElement | null {
  const name = Object.keys(node).find((key) => key !== ATTRIBUTES);
  if (name === undefined || name === TEXT || name === CDATA) return null;
  const content = Array.isArray(node[name]) ? (node[name] as RawNode[]) : [];
  return {
    name,
    attributes: (node[ATTRIBUTES] ?? {}) as Record<string, string>,
    children: content.flatMap((child) => elementOf(child) ?? []),
    text: content.map(textOfNode).join(''),
  };
}

function textOfNode(node: RawNode): string {
  if (TEXT in node) return String(node[TEXT]);
  const cdata = node[CDATA];
  return Array.isArray(cdata) ? (cdata as RawNode[]).map(textOfNode).join('') : '';
}

export const childNamed = (element: XmlElement, name: string): XmlElement | undefined =>
  element.children.find((child) => child.name === name);

export const childrenNamed = (element: XmlElement, name: string): XmlElement[] =>
  element.children.filter((child) => child.name === name);

/** The text of a child, trimmed; empty when there is none. */
export const childText = (element: XmlElement | undefined, name: string): string =>
  (element && childNamed(element, name)?.text.trim()) ?? '';

/** An attribute with white space set right; undefined when absent or empty. */
export function attribute(element: XmlElement | undefined, name: string): string | undefined {
  const value = element?.attributes[name]?.trim().replace(/\s+/g, ' ');
  return value === '' ? undefined : value;
}
