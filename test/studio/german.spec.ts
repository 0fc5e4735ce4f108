import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { importFault } from '../../modeler/src/canvas/import-fault.js';
import { germanText } from '../../modeler/src/canvas/translate.js';

const MODULES = resolve(import.meta.dirname, '../../node_modules');
const PANEL = readFileSync(join(MODULES, 'bpmn-js-properties-panel/dist/index.esm.js'), 'utf8');

/** Texts that a module asks to have translated. */
const textsIn = (code: string): string[] =>
  [...code.matchAll(/translate\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/g)].map(([, single, double]) =>
    (single ?? double ?? '').replaceAll('\\n', '\n').replaceAll("\\'", "'"),
  );

/** The panel's part for our models, and their tooltips; the rest of the file is for another engine. */
function panelTexts(): string[] {
  const ours = PANEL.indexOf('class ZeebePropertiesProvider');
  const tooltips = PANEL.indexOf('const TooltipProvider$1 = {');
  const end = PANEL.indexOf('const TooltipProvider = {');
  if (ours < 0 || tooltips < ours || end < tooltips) throw new Error('The properties panel is built differently now.');
  return [...textsIn(PANEL.slice(0, ours)), ...textsIn(PANEL.slice(tooltips, end))];
}

const ruleMessages = (): string[] =>
  readdirSync(join(MODULES, 'bpmnlint/rules'))
    .filter((name) => name.endsWith('.js'))
    .flatMap((name) => {
      const code = readFileSync(join(MODULES, 'bpmnlint/rules', name), 'utf8');
      return [...code.matchAll(/report\([^,]+,\s*'([^'<]+|[^']*<[^'>]+>[^']*)'/g)].map(([, message = '']) => message);
    });

describe('German of the studio', () => {
  it('should have words for everything the properties panel shows', () => {
    const texts = panelTexts();
    expect(texts.length).toBeGreaterThan(100);
    expect([...new Set(texts)].filter((text) => germanText(text) === undefined)).toEqual([]);
  });

  it('should have words for what the panel’s parts say on their own', () => {
    const code = readFileSync(join(MODULES, '@bpmn-io/properties-panel/dist/index.esm.js'), 'utf8');
    const texts = textsIn(code);
    expect(texts).toContain('Toggle section');
    const unknown = [
      ...texts,
      'Timer Boundary Event (Non Interrupting)',
      'Click to remove dynamic value with FEEL expression',
    ];
    expect([...new Set(unknown)].filter((text) => germanText(text) === undefined)).toEqual([]);
  });

  it('should have words for every rule of the lint', () => {
    const messages = ruleMessages();
    expect(messages.length).toBeGreaterThan(15);
    expect([...new Set(messages)].filter((text) => germanText(text) === undefined)).toEqual([]);
  });

  it.each([
    ['Element of type <bpmn:ServiceTask> must have one extension element of type <zeebe:TaskDefinition>', 'fehlt'],
    ['Property <source> is not a valid FEEL expression', 'kein gültiger FEEL-Ausdruck'],
    ['Loop detected: a -> b -> a', 'a -> b -> a'],
    ['Element of type <bpmn:ReceiveTask> not allowed as event-based gateway target', 'nicht möglich'],
  ])('should put names into German sentences: %s', (message, part) => {
    expect(germanText(message)).toContain(part);
  });

  it.each([
    ['unparsable content <a> detected\n\tline: 11\n\tcolumn: 2', 'um Zeile 12.'],
    ['duplicate ID <ut_pruefen>', 'Die ID «ut_pruefen» kommt zweimal vor.'],
    ['no diagram to display', 'keinen Prozess mit einem Bild'],
    ['something new', 'kein gültiges BPMN-Modell.'],
  ])('should say in German why a diagram cannot be read: %s', (text, part) => {
    expect(importFault(new Error(text))).toContain(part);
    expect(importFault(new Error(text))).not.toContain('detected');
  });
});
