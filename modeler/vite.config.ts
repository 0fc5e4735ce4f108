import { resolve } from 'node:path';
import { defineConfig } from 'vite';
import { germanLibraries } from './german-libraries-plugin.js';
import { lintRules } from './lint-plugin.js';

export default defineConfig({
  root: import.meta.dirname,
  base: '/studio/',
  plugins: [lintRules(), germanLibraries()],
  // Two Preacts in one tree break the panels.
  resolve: { dedupe: ['preact'] },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: resolve(import.meta.dirname, '../dist/modeler'),
    emptyOutDir: true,
    chunkSizeWarningLimit: 2_500,
    sourcemap: false,
  },
});
