import { localize } from '../process-package/localized-text.js';
import type { Service } from '../rollout/service-directory.js';
import type { Language } from '../texts/texts.js';

const MARKS = /\p{Mn}/gu;

/** Lower case and without accents: people type «anlass» and mean «Anlässe». */
const plain = (text: string): string => text.normalize('NFD').replace(MARKS, '').toLowerCase();

/** Services in whose title, summary or keywords every word begins or stands. */
export function searchServices(services: readonly Service[], words: string, language: Language): Service[] {
  const wanted = plain(words).split(/\s+/).filter(Boolean);
  return services.filter(({ pkg: { manifest } }) => {
    const text = plain(
      [localize(manifest.title, language), localize(manifest.summary, language), ...manifest.keywords].join(' '),
    );
    return wanted.every((word) => text.includes(word));
  });
}
