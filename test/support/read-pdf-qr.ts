import { inflateSync } from 'node:zlib';
import jsQR from 'jsqr';

interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

const SCALE = 4;
const QUIET_ZONE = 16;

/**
 * Reads the QR codes of a PDF from what is drawn: modules are equal squares (`x y w h re`), painted here on a bitmap and
 * given to a QR reader. Needs no PDF viewer.
 */
export function readQrCodes(pdf: Buffer): string[] {
  return contentStreams(pdf).flatMap((stream) =>
    squareGroups(stream)
      .map(decode)
      .filter((text): text is string => text !== undefined),
  );
}

function contentStreams(pdf: Buffer): string[] {
  const streams: string[] = [];
  for (let at = pdf.indexOf('stream\n'); at !== -1; at = pdf.indexOf('stream\n', at + 7)) {
    const end = pdf.indexOf('endstream', at);
    try {
      streams.push(inflateSync(pdf.subarray(at + 7, end)).toString('latin1'));
    } catch {
      // Not every stream is compressed drawing; the others are fonts and metadata.
    }
  }
  return streams;
}

/** Squares of the same size that are many enough to be the modules of a code. */
function squareGroups(stream: string): Rectangle[][] {
  const groups = new Map<string, Rectangle[]>();
  for (const match of stream.matchAll(/(-?[\d.]+) (-?[\d.]+) (-?[\d.]+) (-?[\d.]+) re/g)) {
    const [x = 0, y = 0, width = 0, height = 0] = match.slice(1).map(Number);
    if (Math.abs(width - Math.abs(height)) > 0.02 || width <= 0) continue;
    const key = width.toFixed(2);
    groups.set(key, [...(groups.get(key) ?? []), { x, y, width, height }]);
  }
  return [...groups.values()].filter((group) => group.length > 100);
}

function decode(squares: Rectangle[]): string | undefined {
  const left = Math.min(...squares.map((square) => square.x));
  const top = Math.min(...squares.map((square) => square.y));
  const size =
    Math.ceil(Math.max(...squares.map((square) => Math.max(square.x - left, square.y - top) + square.width)) * SCALE) +
    2 * QUIET_ZONE;
  const pixels = new Uint8ClampedArray(size * size * 4).fill(255);
  for (const square of squares) {
    const x0 = Math.round((square.x - left) * SCALE) + QUIET_ZONE;
    const y0 = Math.round((square.y - top) * SCALE) + QUIET_ZONE;
    const x1 = Math.round((square.x - left + square.width) * SCALE) + QUIET_ZONE;
    const y1 = Math.round((square.y - top + square.width) * SCALE) + QUIET_ZONE;
    for (let y = y0; y < y1; y += 1)
      for (let x = x0; x < x1; x += 1) pixels.fill(0, (y * size + x) * 4, (y * size + x) * 4 + 3);
  }
  // The package is CommonJS with a default export: its type and what Node hands over differ.
  const read = ((jsQR as { default?: unknown }).default ?? jsQR) as (
    data: Uint8ClampedArray,
    width: number,
    height: number,
  ) => { data: string } | null;
  return read(pixels, size, size)?.data;
}
