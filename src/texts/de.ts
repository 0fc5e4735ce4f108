import { desk } from './de/desk.js';
import { field } from './de/field.js';
import { form } from './de/form.js';
import { portal } from './de/portal.js';
import { web } from './de/web.js';

/** All texts of all pages in German: the catalogue that decides which keys exist. */
export const de = { web, form, field, portal, desk };
