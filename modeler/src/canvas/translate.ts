import german from 'bpmn-js-i18n/translations/de';
import { ownGerman } from './german.js';

const texts: Record<string, string> = { ...(german as Record<string, string>), ...ownGerman };

/** The panel's header writes «Send Task» where the menus write «Send task». */
const textOf = (template: string): string =>
  texts[template] ?? texts[template.charAt(0) + template.slice(1).toLowerCase()] ?? template;

/** bpmn-js asks this function for every text it shows. */
function translate(template: string, replacements: Record<string, string> = {}): string {
  return textOf(template)
    .replace(/\{([^}]+)\}/g, (whole, name: string) => replacements[name] ?? whole)
    .replaceAll('ß', 'ss');
}

export const translateModule = { translate: ['value', translate] };
