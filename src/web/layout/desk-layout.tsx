import type { ComponentChildren } from 'preact';
import type { PageFrame } from '../page-frame.js';
import { HtmlDocument } from './document.js';

/** One entry of the desk's navigation. */
export interface DeskLink {
  href: string;
  label: string;
  /** Shown beside the label, e.g. how many tasks are open. */
  count?: number;
  current?: boolean;
}

export interface DeskLayoutProps {
  frame: PageFrame;
  title: string;
  navigation: DeskLink[];
  /** Who is signed in, and where signing out is posted to. */
  user?: { name: string; csrfToken: string; signOut: string };
  /** Where the search field leads (GET, parameter `suche`); absent = no search field. */
  search?: { action: string; value?: string };
  /** Beside the name of the Gemeinde, e.g. a switch to another one. */
  tools?: ComponentChildren;
  scripts?: string[];
  styles?: string[];
  children: ComponentChildren;
}

/** Frame of the staff's pages: the support center's quiet colour, navigation at the side, search on top. */
export function DeskLayout({ frame, title, navigation, user, search, tools, children, ...rest }: DeskLayoutProps) {
  const { texts, municipality } = frame;
  return (
    <HtmlDocument
      frame={frame}
      face="desk"
      title={`${title} · ${municipality?.name ?? texts.desk.name}`}
      isPrivate
      {...rest}
    >
      <header class="desk-bar">
        <a class="desk-brand" href={navigation[0]?.href ?? '/'}>
          <img src="/assets/images/icon.svg" alt="" width="22" height="26" />
          <span>{municipality ? (municipality.profile.officialName ?? municipality.name) : texts.web.product}</span>
        </a>
        {search && (
          <form class="desk-search" action={search.action} method="get" role="search">
            <label class="visually-hidden" for="desk-suche">
              {texts.desk.searchLabel}
            </label>
            <input
              id="desk-suche"
              name="suche"
              type="search"
              value={search.value ?? ''}
              placeholder={texts.desk.searchLabel}
            />
          </form>
        )}
        <div class="desk-tools">
          {tools}
          {user && (
            <form action={user.signOut} method="post">
              <input type="hidden" name="csrf" value={user.csrfToken} />
              <span class="desk-user">{user.name}</span>
              <button class="button quiet" type="submit">
                {texts.desk.signOut}
              </button>
            </form>
          )}
        </div>
      </header>
      <div class="desk-body">
        <nav class="desk-navigation" aria-label={texts.web.mainNavigation}>
          <ul>
            {navigation.map((link) => (
              <li key={link.href}>
                <a href={link.href} aria-current={link.current ? 'page' : undefined}>
                  <span>{link.label}</span>
                  {link.count !== undefined && <span class="count">{link.count}</span>}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <main id="inhalt" tabIndex={-1}>
          {children}
        </main>
      </div>
    </HtmlDocument>
  );
}
