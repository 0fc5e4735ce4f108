import { type Token, type Tokens, marked } from 'marked';
import type { Content, ContentTable } from 'pdfmake/interfaces.js';
import { fillValues, VALUE_TOKEN } from './letter-text.js';

/**
 * The Markdown of a letter as pdfmake content: paragraphs, bold, italic, lists, tables, headings, and block quotes as the
 * framed block of an appeal notice. HTML, images and links are not part of letters; their text remains.
 */
export function letterContent(markdown: string, values: readonly string[]): Content[] {
  return marked.lexer(markdown, { gfm: true }).flatMap((token) => block(token, values));
}

function block(token: Token, values: readonly string[]): Content[] {
  switch (token.type) {
    case 'space':
      return [];
    case 'heading':
      return [{ text: inline((token as Tokens.Heading).tokens, values), style: 'heading' }];
    case 'paragraph':
    case 'text':
      return paragraph(token as Tokens.Paragraph, values);
    case 'list':
      return [list(token as Tokens.List, values)];
    case 'table':
      return [table(token as Tokens.Table, values)];
    case 'blockquote':
      return [framed((token as Tokens.Blockquote).tokens.flatMap((child) => block(child, values)))];
    case 'hr':
      return [];
    default:
      return [{ text: fillValues(token.raw, values), style: 'paragraph' }];
  }
}

/** A paragraph that is one value keeps the paragraphs and dashes that somebody typed into a text field. */
function paragraph(token: Tokens.Paragraph | Tokens.Text, values: readonly string[]): Content[] {
  const only = new RegExp(`^\\s*${VALUE_TOKEN.source}\\s*$`).exec(token.text);
  if (only?.[1] !== undefined) {
    const typed = (values[Number(only[1])] ?? '').split(/\r?\n\s*\r?\n/);
    return typed.map((text) => ({ text: text.trim(), style: 'paragraph' }));
  }
  const text = inline(token.tokens ?? [], values);
  return [{ text, style: 'paragraph' }];
}

function list(token: Tokens.List, values: readonly string[]): Content {
  const items = token.items.map((item): Content => {
    const parts = item.tokens.flatMap((child) =>
      child.type === 'text' ? [{ text: inline((child as Tokens.Text).tokens ?? [], values) }] : block(child, values),
    );
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { stack: parts };
  });
  return token.ordered ? { ol: items, style: 'list' } : { ul: items, style: 'list' };
}

function table(token: Tokens.Table, values: readonly string[]): ContentTable {
  const alignment = token.align.map((side) => side ?? 'left');
  const row = (cells: Tokens.TableCell[], bold: boolean): Content[] =>
    cells.map((cell, column) => ({ text: inline(cell.tokens, values), alignment: alignment[column] ?? 'left', bold }));
  // A column of amounts is as wide as it must be, the text before it takes the rest.
  const widths = alignment.map((side, column) =>
    side === 'right' ? 'auto' : column === 0 && !alignment.includes('right') ? 150 : '*',
  );
  const isHeadless = token.header.slice(1).every((cell) => cell.text.trim() === '');
  const body = token.rows.map((cells) => row(cells, false));
  return {
    table: {
      widths,
      headerRows: isHeadless ? 0 : 1,
      dontBreakRows: true,
      body: isHeadless ? body : [row(token.header, true), ...body],
    },
    layout: 'hairlines',
    style: 'table',
  };
}

function framed(content: Content[]): Content {
  return {
    table: { widths: ['*'], body: [[{ stack: content, margin: [6, 5, 6, 1] }]], dontBreakRows: true },
    layout: 'frame',
    style: 'table',
    unbreakable: true,
  };
}

/** Text runs with values put in; formatting inside a value is plain characters. */
function inline(
  tokens: readonly Token[],
  values: readonly string[],
  marks: { bold?: boolean; italics?: boolean } = {},
): Content[] {
  return tokens.flatMap((token): Content[] => {
    switch (token.type) {
      case 'strong':
        return inline((token as Tokens.Strong).tokens, values, { ...marks, bold: true });
      case 'em':
        return inline((token as Tokens.Em).tokens, values, { ...marks, italics: true });
      case 'br':
        return [{ text: '\n' }];
      case 'link':
        return inline((token as Tokens.Link).tokens, values, marks);
      case 'escape':
      case 'text':
      case 'codespan':
        return [{ text: fillValues((token as Tokens.Text).text, values), ...marks }];
      default:
        return [{ text: fillValues(token.raw, values), ...marks }];
    }
  });
}
