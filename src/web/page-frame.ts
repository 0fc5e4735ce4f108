import type { FastifyRequest } from 'fastify';
import type { Municipality } from '../municipality/profile.js';
import { isLanguage, type Language, type Texts, textsOf } from '../texts/texts.js';

/** Cookie with the language somebody chose. */
export const LANGUAGE_COOKIE = 'sprache';

/** What each page knows about its request. */
export interface PageFrame {
  language: Language;
  texts: Texts;
  /** Path and query of this page: the language switch comes back to it. */
  path: string;
  /** The demo region: a banner says that all data is invented. */
  demo: boolean;
  municipality?: Municipality | undefined;
}

/** Set once by setUpHttp; pages outside a request (tests) show no banner. */
const settings: { demo: boolean; publicUrl: string | undefined } = { demo: false, publicUrl: undefined };

export function configureFrames(options: { demo: boolean; publicUrl?: string | undefined }): void {
  settings.demo = options.demo;
  settings.publicUrl = options.publicUrl?.replace(/\/+$/, '');
}

/** A path of ours as people can write it down: under the public address, else where this request came to. */
export const fullAddress = (request: FastifyRequest, path: string): string =>
  `${settings.publicUrl ?? `${request.protocol}://${request.host}`}${path}`;

export function pageFrame(request: FastifyRequest, municipality?: Municipality): PageFrame {
  const chosen = request.cookies?.[LANGUAGE_COOKIE];
  const language = isLanguage(chosen) ? chosen : 'de';
  return { language, texts: textsOf(language), path: request.url, demo: settings.demo, municipality };
}
