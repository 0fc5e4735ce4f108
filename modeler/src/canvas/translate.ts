import german from 'bpmn-js-i18n/translations/de.js';
import { hintsGerman } from './german-hints.js';
import { panelGerman } from './german-panel.js';
import { ruleText, rulesGerman } from './german-rules.js';
import { ownGerman } from './german.js';

const texts: Record<string, string> = {
  ...(german as Record<string, string>),
  ...hintsGerman,
  ...panelGerman,
  ...rulesGerman,
  ...ownGerman,
};

/** The panel's header writes «Send Task» and «(Non Interrupting)» where the menus write «Send task» and «(non-interrupting)». */
const asInMenus = (text: string): string =>
  (text.charAt(0) + text.slice(1).toLowerCase()).replace('(non interrupting)', '(non-interrupting)');

export const germanText = (template: string): string | undefined =>
  texts[template] ?? texts[asInMenus(template)] ?? ruleText(template);

/** bpmn-js asks this function for every text it shows. */
function translate(template: string, replacements: Record<string, string> = {}): string {
  return (germanText(template) ?? template)
    .replace(/\{([^}]+)\}/g, (whole, name: string) => replacements[name] ?? whole)
    .replaceAll('ß', 'ss');
}

export const translateModule = { translate: ['value', translate] };
