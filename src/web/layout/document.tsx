import type { ComponentChildren } from 'preact';
import { assetUrl } from '../assets.js';
import type { PageFrame } from '../page-frame.js';

export interface DocumentProps {
  frame: PageFrame;
  title: string;
  /** Decides the face: portal or desk. */
  face: 'portal' | 'desk';
  /** Scripts of islands on this page, by plain name: `form.js`. */
  scripts?: string[];
  /** Extra style sheets by plain name: `form.css`. */
  styles?: string[];
  /** True for pages behind a secret link: they never send their address to other sites. */
  isPrivate?: boolean;
  children: ComponentChildren;
}

/** The HTML document around each page: language, styles, title, skip link. */
export function HtmlDocument({ frame, title, face, scripts, styles, isPrivate, children }: DocumentProps) {
  const { municipality, texts } = frame;
  return (
    <html lang={frame.language === 'fr' ? 'fr-CH' : 'de-CH'}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <meta name="robots" content={isPrivate ? 'noindex, nofollow' : 'index, follow'} />
        {isPrivate && <meta name="referrer" content="no-referrer" />}
        <link rel="icon" href="/assets/images/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href={assetUrl('site.css')} />
        {styles?.map((name) => (
          <link key={name} rel="stylesheet" href={assetUrl(name)} />
        ))}
        {face === 'portal' && municipality && (
          <link rel="stylesheet" href={`/gemeinde/${municipality.slug}/tokens.css`} />
        )}
        {scripts?.map((name) => (
          <script key={name} type="module" src={assetUrl(name)} />
        ))}
      </head>
      <body class={face}>
        <a class="skip-link" href="#inhalt">
          {texts.web.skipToContent}
        </a>
        {frame.demo && (
          <aside class="demo-banner" aria-label={texts.web.demoLabel}>
            {texts.web.demoBanner} <a href="/demo">{texts.web.demoLink}</a>
          </aside>
        )}
        {children}
      </body>
    </html>
  );
}
