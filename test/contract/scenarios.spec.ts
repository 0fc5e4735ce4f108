import { zeebeDifferences } from '../support/zeebe-differences.js';
import { KNOWN_DIFFERENCES } from './compare/known-differences.js';
import { scenarios } from './scenarios/index.js';

/** Paragraphs of the facts on Zeebe's semantics that the contract covers. */
const PARAGRAPHS = [
  ...Array.from({ length: 29 }, (_, index) => `2.${index + 1}`),
  '9',
  // 10.28 is about other clients of the same broker.
  ...Array.from({ length: 33 }, (_, index) => `10.${index + 1}`).filter((paragraph) => paragraph !== '10.28'),
];

/** The numbers that a name begins with. */
const paragraphsOf = (name: string): string[] => /^((?:\d+(?:\.\d+)? )+)/.exec(name)?.[1]?.trim().split(' ') ?? [];

describe('scenarios of the contract', () => {
  it('should be at least 150, each with a name and an end of its own', () => {
    expect(scenarios.length).toBeGreaterThanOrEqual(150);
    expect(new Set(scenarios.map(({ name }) => name)).size).toBe(scenarios.length);
    expect(scenarios.filter(({ expect: end }) => Object.keys(end).length === 0).map(({ name }) => name)).toEqual([]);
    expect(scenarios.map(({ name }) => name).filter((name) => paragraphsOf(name).length === 0)).toEqual([]);
  });

  it.each(PARAGRAPHS)('should cover paragraph %s', (paragraph) => {
    expect(scenarios.some(({ name }) => paragraphsOf(name).includes(paragraph))).toBe(true);
  });

  it('should declare only differences that docs/zeebe-differences.md explains', () => {
    const explained = new Set(zeebeDifferences().map(({ topic }) => topic));
    const declared = [
      ...scenarios.flatMap(({ differs }) => differs?.topic ?? []),
      ...KNOWN_DIFFERENCES.map((known) => known.topic),
    ];
    expect(declared.filter((topic) => !explained.has(topic))).toEqual([]);
  });
});
