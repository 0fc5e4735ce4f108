import { createRequire } from 'node:module';
import type { Plugin } from 'vite';

const VIRTUAL = 'virtual:lint-rules';
const PROFILE = { extends: ['bpmnlint:recommended', 'plugin:camunda-compat/camunda-cloud-8-6'] };

/** Compiles the lint profile into a module at build time, so that the browser needs no resolver. */
export function lintRules(): Plugin {
  return {
    name: 'studio-lint-rules',
    resolveId: (id) => (id === VIRTUAL ? `\0${VIRTUAL}` : undefined),
    load(id) {
      if (id !== `\0${VIRTUAL}`) return undefined;
      const compile = createRequire(import.meta.url)('bpmnlint/lib/support/compile-config') as (
        config: object,
      ) => Promise<string>;
      return compile(PROFILE);
    },
  };
}
