import type { Texts } from './texts.js';
import { desk } from './fr/desk.js';
import { field } from './fr/field.js';
import { form } from './fr/form.js';
import { portal } from './fr/portal.js';
import { web } from './fr/web.js';

/** The same catalogue in French; a missing key does not compile. */
export const fr: Texts = { web, form, field, portal, desk };
