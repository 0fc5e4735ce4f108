import type { VNode } from 'preact';
import { PortalLayout } from './layout/portal-layout.js';
import type { PageFrame } from './page-frame.js';
import type { Texts } from '../texts/texts.js';

export interface ErrorText {
  title: string;
  text: string;
}

/** What we say for an HTTP status. */
export function errorTextOf(texts: Texts, status: number): ErrorText {
  const { errors } = texts.web;
  switch (status) {
    case 401:
    case 403:
      return errors.forbidden;
    case 404:
    case 405:
      return errors.notFound;
    case 413:
      return errors.tooLarge;
    case 415:
      return errors.unsupported;
    case 429:
      return errors.tooMany;
    case 503:
      return errors.unavailable;
    default:
      return status < 500 ? errors.badRequest : errors.internal;
  }
}

/** The page for an HTTP status; `reference` finds the fault in the log. */
export function errorPage(frame: PageFrame, status: number, reference?: string): VNode {
  return messagePage(frame, { ...errorTextOf(frame.texts, status), ...(reference ? { reference } : {}) });
}

/** A page that says one thing: what happened, what to do, and the way on. */
export function messagePage(
  frame: PageFrame,
  message: ErrorText & { reference?: string; link?: { href: string; label: string } },
): VNode {
  const { municipality, texts } = frame;
  const link = message.link ?? {
    href: municipality ? `/gemeinde/${municipality.slug}` : '/',
    label: texts.web.errors.home,
  };
  return (
    <PortalLayout frame={frame} title={message.title} isPrivate>
      <h1>{message.title}</h1>
      <p class="lead">{message.text}</p>
      {message.reference && <p>{texts.web.errors.reference(message.reference)}</p>}
      <p class="buttons">
        <a class="button" href={link.href}>
          {link.label}
        </a>
      </p>
    </PortalLayout>
  );
}
