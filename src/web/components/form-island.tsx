import type { PageFrame } from '../page-frame.js';
import type { FormIslandProps } from '../form/form-island-props.js';
import { displayPhone, phoneHref } from '../phone.js';
import { Island } from './island.js';
import { Notice } from './notice.js';

/** Scripts and styles a page with an e-form names in its layout. */
export const FORM_ASSETS = { scripts: ['form.js'], styles: ['form.css'] };

export interface FormIslandInput extends Omit<FormIslandProps, 'texts' | 'language'> {
  frame: PageFrame;
}

/** The fields of an e-form. They need JavaScript; without it the page says so and names the other ways. */
export function FormIsland({ frame, ...props }: FormIslandInput) {
  const words = frame.texts.form;
  const phone = frame.municipality?.profile.phone;
  return (
    <>
      <noscript>
        <Notice tone="warn">
          <h2>{words.needsScript}</h2>
          <p>{words.needsScriptText}</p>
          {phone && (
            <p>
              <a href={phoneHref(phone)}>{displayPhone(phone)}</a>
            </p>
          )}
        </Notice>
      </noscript>
      <Island name="form" props={{ ...props, texts: words.widget, language: frame.language } satisfies FormIslandProps}>
        <p class="form-loading needs-script">{words.loading}</p>
      </Island>
    </>
  );
}
