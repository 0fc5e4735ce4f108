import type { Municipality } from '../municipality/profile.js';
import { isSafeCrest } from '../document/safe-crest.js';

/** Address of the crest; the region's own sign where there is none. */
export const crestOf = (municipality: Municipality | undefined): string =>
  municipality?.profile.crestSvg ? `/gemeinde/${municipality.slug}/wappen.svg` : '/assets/images/icon.svg';

/** The crest as a file, or undefined when it holds anything but shapes. */
export function crestFile(municipality: Municipality): string | undefined {
  const svg = municipality.profile.crestSvg;
  return svg && isSafeCrest(svg) ? svg : undefined;
}

const DEFAULT_ACCENT = '#0f5c63';
const LEAST_CONTRAST = 4.5;

/**
 * The Gemeinde's colours as a style sheet. A colour that cannot be read on white is darkened until it can; text on the
 * colour is white or black, whichever reads better.
 */
export function tokensFile(municipality: Municipality): string {
  let accent = parse(municipality.profile.accent ?? DEFAULT_ACCENT);
  for (let step = 0; step < 20 && contrast(accent, WHITE) < LEAST_CONTRAST; step += 1) accent = mix(accent, BLACK, 0.1);
  const asked = parse(municipality.profile.accentText ?? '#ffffff');
  const text = contrast(accent, asked) >= LEAST_CONTRAST ? asked : WHITE;
  return `:root {
  --accent: ${css(accent)};
  --accent-strong: ${css(mix(accent, BLACK, 0.25))};
  --accent-soft: ${css(mix(accent, WHITE, 0.91))};
  --accent-text: ${css(text)};
}
`;
}

type Colour = [red: number, green: number, blue: number];
const WHITE: Colour = [255, 255, 255];
const BLACK: Colour = [0, 0, 0];

function parse(hex: string): Colour {
  const value = /^#[0-9a-f]{6}$/i.test(hex) ? hex : DEFAULT_ACCENT;
  return [1, 3, 5].map((at) => Number.parseInt(value.slice(at, at + 2), 16)) as Colour;
}

const css = (colour: Colour): string =>
  `#${colour.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
const mix = (colour: Colour, other: Colour, share: number): Colour =>
  colour.map((part, index) => part * (1 - share) + (other[index] ?? 0) * share) as Colour;

/** WCAG 2.2 relative luminance and contrast ratio. */
function luminance(colour: Colour): number {
  const [red, green, blue] = colour.map((part) => {
    const value = part / 255;
    return value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as Colour;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

export function contrast(one: Colour, other: Colour): number {
  const [lighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}
