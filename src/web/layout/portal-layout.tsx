import type { ComponentChildren } from 'preact';
import { type Crumb, Breadcrumbs } from '../components/breadcrumbs.js';
import { crestOf } from '../municipality-look.js';
import type { PageFrame } from '../page-frame.js';
import { HtmlDocument } from './document.js';
import { LanguageSwitch } from './language-switch.js';
import { PortalFooter } from './portal-footer.js';

export interface PortalLayoutProps {
  frame: PageFrame;
  /** Heading of the browser window, without the name of the Gemeinde. */
  title: string;
  crumbs?: Crumb[];
  scripts?: string[];
  styles?: string[];
  isPrivate?: boolean;
  children: ComponentChildren;
}

/** Frame of the citizens' pages: crest and name of the Gemeinde on top, how to reach people at the bottom. */
export function PortalLayout({ frame, title, crumbs, children, ...rest }: PortalLayoutProps) {
  const { municipality, texts } = frame;
  const owner = municipality ? (municipality.profile.officialName ?? municipality.name) : texts.web.product;
  return (
    <HtmlDocument frame={frame} face="portal" title={title === owner ? title : `${title} · ${owner}`} {...rest}>
      <header class="bar">
        <div class="bar-inner">
          <a class="brand" href={municipality ? `/gemeinde/${municipality.slug}` : '/'}>
            <img src={crestOf(municipality)} alt="" width="38" height="46" />
            <span>{owner}</span>
          </a>
          <nav aria-label={texts.web.mainNavigation}>
            <ul>
              {municipality && (
                <li>
                  <a href="/">{texts.portal.otherMunicipality}</a>
                </li>
              )}
              <LanguageSwitch frame={frame} />
            </ul>
          </nav>
        </div>
      </header>
      <main id="inhalt" tabIndex={-1}>
        {crumbs && crumbs.length > 0 && <Breadcrumbs crumbs={crumbs} label={texts.web.breadcrumbs} />}
        {children}
      </main>
      <PortalFooter frame={frame} />
    </HtmlDocument>
  );
}
