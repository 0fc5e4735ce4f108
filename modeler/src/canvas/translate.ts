import german from 'bpmn-js-i18n/translations/de';
import { ownGerman } from './german.js';

const texts: Record<string, string> = { ...(german as Record<string, string>), ...ownGerman };

/** bpmn-js asks this function for every text it shows. */
function translate(template: string, replacements: Record<string, string> = {}): string {
  return (texts[template] ?? template)
    .replace(/\{([^}]+)\}/g, (whole, name: string) => replacements[name] ?? whole)
    .replaceAll('ß', 'ss');
}

export const translateModule = { translate: ['value', translate] };
