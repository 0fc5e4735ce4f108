import type { Plugin } from 'vite';

/** The FEEL editor's checker has its sentences in its code and offers no translation. */
const SENTENCES: [RegExp, string][] = [
  [/`Unrecognized token in <\$\{parent\.name\}>`/g, "'Diese Stelle ist nicht verständlich.'"],
  [/`Unrecognized token <\$\{next\.name\}> in <\$\{parent\.name\}>`/g, "'Diese Stelle ist nicht verständlich.'"],
  [/`Incomplete <\$\{ \(before \|\| parent\)\.name \}>`/g, "'Der Ausdruck ist nicht vollständig.'"],
  [/'First item is accessed via \[1\]'/g, "'Der erste Eintrag einer Liste ist [1].'"],
  [/name: 'fix'/g, "name: 'berichtigen'"],
];

/** Makes the FEEL editor speak German; stops the build when a new release words its messages differently. */
export function germanFeelMessages(): Plugin {
  return {
    name: 'studio-german-feel-messages',
    enforce: 'pre',
    transform(code, id) {
      if (!/@bpmn-io[\\/]feel-lint[\\/]dist[\\/]index/.test(id)) return undefined;
      return SENTENCES.reduce((text, [pattern, german]) => {
        const changed = text.replace(pattern, german);
        if (changed === text) this.error(`The FEEL checker no longer says ${pattern.source}`);
        return changed;
      }, code);
    },
  };
}
