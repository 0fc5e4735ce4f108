import { describe, expect, it } from '@jest/globals';
import type { Municipality } from '../municipality/profile.js';
import { contrast, crestFile, tokensFile } from './municipality-look.js';

const municipality = (profile: Municipality['profile']): Municipality => ({
  bfs: '9990',
  name: 'Musterdorf',
  slug: 'musterdorf',
  district: '',
  postalCode: '3999',
  validTo: null,
  successor: null,
  profile,
});
const read = (css: string, name: string) => {
  const hex = new RegExp(`${name}: #([0-9a-f]{6})`).exec(css)?.[1] ?? '';
  return [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as [number, number, number];
};

describe('tokensFile', () => {
  it('should keep a colour that can be read', () => {
    expect(tokensFile(municipality({ accent: '#8a1f2d', accentText: '#ffffff' }))).toContain('--accent: #8a1f2d');
  });

  it.each(['#ffff00', '#f2c230', '#ffffff', '#7fdfff'])(
    'should darken %s until text and links can be read',
    (accent) => {
      const css = tokensFile(municipality({ accent, accentText: '#ffffff' }));
      expect(contrast(read(css, '--accent'), [255, 255, 255])).toBeGreaterThanOrEqual(4.5);
      expect(contrast(read(css, '--accent'), read(css, '--accent-text'))).toBeGreaterThanOrEqual(4.5);
      expect(contrast(read(css, '--accent'), read(css, '--accent-soft'))).toBeGreaterThanOrEqual(4);
    },
  );

  it('should write nothing but colours, whatever stands in the profile', () => {
    expect(tokensFile(municipality({ accent: 'red;} body{display:none' }))).toContain('--accent: #0f5c63');
  });
});

describe('crestFile', () => {
  it('should refuse a crest that holds more than shapes', () => {
    expect(
      crestFile(municipality({ crestSvg: '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>' })),
    ).toBeUndefined();
    expect(crestFile(municipality({}))).toBeUndefined();
  });
});
