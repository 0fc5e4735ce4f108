import { XMLParser, XMLValidator } from 'fast-xml-parser';

const ELEMENTS = new Set([
  'svg',
  'g',
  'path',
  'rect',
  'circle',
  'ellipse',
  'polygon',
  'polyline',
  'line',
  'title',
  'desc',
]);
const ATTRIBUTES =
  /^(?:xmlns|viewBox|width|height|d|x|y|x1|y1|x2|y2|cx|cy|r|rx|ry|points|fill|fill-rule|stroke|stroke-width|stroke-linejoin|stroke-linecap|transform|id|role)$/;
const MAXIMUM = 20_000;

type Node = { [tag: string]: Node[] | string } & { ':@'?: Record<string, string> };

/**
 * Whether an SVG is nothing but shapes. A crest is drawn on letters and shown on pages, so it may not load, link, style
 * or run anything.
 */
export function isSafeCrest(svg: string): boolean {
  if (svg.length > MAXIMUM || /<!|<\?|&/.test(svg) || XMLValidator.validate(svg) !== true) return false;
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseAttributeValue: false,
  });
  const roots = parser.parse(svg) as Node[];
  return roots.length === 1 && roots.every(isSafeNode) && 'svg' in (roots[0] ?? {});
}

function isSafeNode(node: Node): boolean {
  const tag = Object.keys(node).find((key) => key !== ':@') ?? '';
  if (tag === '#text') return true;
  if (!ELEMENTS.has(tag)) return false;
  const attributes = Object.entries(node[':@'] ?? {});
  if (
    !attributes.every(
      ([name, value]) => ATTRIBUTES.test(name) && (name === 'xmlns' || !/url\s*\(|:\/\/|javascript:/i.test(value)),
    )
  )
    return false;
  const children = node[tag];
  return !Array.isArray(children) || children.every(isSafeNode);
}
