import { join } from 'node:path';
import type { Plugin } from 'vite';

const TRANSLATE = join(import.meta.dirname, 'src/canvas/translate.ts').replaceAll('\\', '/');

/** Texts that libraries have in their code and offer no way to translate: file, what stands there, what takes its place. */
const CHANGES: { file: RegExp; head?: string; replace: [RegExp, string][] }[] = [
  {
    file: /@bpmn-io[\\/]feel-lint[\\/]dist[\\/]index/,
    replace: [
      [/`Unrecognized token in <\$\{parent\.name\}>`/g, "'Diese Stelle ist nicht verständlich.'"],
      [/`Unrecognized token <\$\{next\.name\}> in <\$\{parent\.name\}>`/g, "'Diese Stelle ist nicht verständlich.'"],
      [/`Incomplete <\$\{ \(before \|\| parent\)\.name \}>`/g, "'Der Ausdruck ist nicht vollständig.'"],
      [/'First item is accessed via \[1\]'/g, "'Der erste Eintrag einer Liste ist [1].'"],
      [/name: 'fix'/g, "name: 'berichtigen'"],
    ],
  },
  {
    // Many of its parts are made without the translation they ask for and take this one.
    file: /@bpmn-io[\\/]properties-panel[\\/]dist[\\/]index\.esm/,
    head: `import { translateModule as studioTranslate } from '${TRANSLATE}';\n`,
    replace: [
      [
        /function translateFallback\(template, replacements\) \{/,
        'function translateFallback(template, replacements) { return studioTranslate.translate[1](template, replacements);',
      ],
    ],
  },
];

/** Makes those libraries speak German; stops the build when a new release words its code differently. */
export function germanLibraries(): Plugin {
  return {
    name: 'studio-german-libraries',
    enforce: 'pre',
    transform(code, id) {
      const change = CHANGES.find(({ file }) => file.test(id));
      if (!change) return undefined;
      const german = change.replace.reduce((text, [pattern, words]) => {
        const changed = text.replace(pattern, words);
        if (changed === text) this.error(`${id} no longer contains ${pattern.source}`);
        return changed;
      }, code);
      return (change.head ?? '') + german;
    },
  };
}
