import type { PageFrame } from '../page-frame.js';
import { LANGUAGES } from '../../texts/texts.js';

/** List items that lead to this page in the other language. */
export function LanguageSwitch({ frame }: { frame: PageFrame }) {
  return (
    <>
      {LANGUAGES.filter((language) => language !== frame.language).map((language) => (
        <li key={language}>
          <a
            href={`/sprache/${language}?zurueck=${encodeURIComponent(frame.path)}`}
            lang={language === 'fr' ? 'fr-CH' : 'de-CH'}
            hreflang={language}
            rel="nofollow"
          >
            {frame.texts.web.languageNames[language]}
          </a>
        </li>
      ))}
    </>
  );
}
