import type { Municipality } from '../../municipality/profile.js';
import { localize } from '../../process-package/localized-text.js';
import { SERVICE_CATEGORIES } from '../../process-package/manifest.js';
import type { Service } from '../../rollout/service-directory.js';
import { EmptyState } from '../../web/components/empty-state.js';
import { PortalLayout } from '../../web/layout/portal-layout.js';
import type { PageFrame } from '../../web/page-frame.js';
import { descriptionOf, fillSettings } from '../service-facts.js';

export interface MunicipalityPageProps {
  frame: PageFrame;
  municipality: Municipality;
  /** What fits the search, or everything. */
  services: Service[];
  search?: { words: string; found: boolean } | undefined;
}

/** Start page of a Gemeinde: its services by topic. */
export function MunicipalityPage({ frame, municipality, services, search }: MunicipalityPageProps) {
  const words = frame.texts.portal.municipality;
  return (
    <PortalLayout frame={frame} title={municipality.profile.officialName ?? municipality.name}>
      <h1>{words.title}</h1>
      <form action={`/gemeinde/${municipality.slug}`} method="get" role="search">
        <label class="label" for="suche">
          {words.searchLabel}
        </label>
        <p class="hint" id="suche-hinweis">
          {words.searchHint}
        </p>
        <div class="search-big">
          <input
            id="suche"
            name="suche"
            type="search"
            value={search?.words ?? ''}
            aria-describedby="suche-hinweis"
            maxLength={80}
          />
          <button class="button" type="submit">
            {frame.texts.web.search}
          </button>
        </div>
      </form>
      {search && !search.found && (
        <>
          <h2>{words.noHits(search.words)}</h2>
          <p>{words.noHitsText}</p>
        </>
      )}
      {services.length === 0 ? (
        <EmptyState title={words.noServicesTitle}>
          <p>{words.noServicesText}</p>
        </EmptyState>
      ) : (
        <ServiceGroups frame={frame} municipality={municipality} services={services} />
      )}
    </PortalLayout>
  );
}

function ServiceGroups({ frame, municipality, services }: Omit<MunicipalityPageProps, 'search'>) {
  const groups = SERVICE_CATEGORIES.map((category) => ({
    category,
    list: services.filter(({ pkg }) => pkg.manifest.category === category),
  })).filter(({ list }) => list.length > 0);
  return (
    <>
      {groups.map(({ category, list }) => (
        <section key={category} class="service-group">
          <h2>{frame.texts.portal.categories[category]}</h2>
          <ul class="cards">
            {list.map((service) => (
              <ServiceCard key={service.packageId} frame={frame} slug={municipality.slug} service={service} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function ServiceCard({ frame, slug, service }: { frame: PageFrame; slug: string; service: Service }) {
  const about = descriptionOf(service);
  const say = (text: Parameters<typeof localize>[0]): string =>
    fillSettings(localize(text, frame.language), service, frame.language);
  return (
    <li class="card">
      <h3>
        <a href={`/gemeinde/${slug}/${service.packageId}`}>{say(about.title)}</a>
      </h3>
      <p>{say(about.summary)}</p>
      <p class="meta">{firstSentence(say(about.cost))}</p>
      <p class="meta">{say(about.duration)}</p>
    </li>
  );
}

/** Cards stay short; the whole text stands on the service's own page. */
const firstSentence = (text: string): string => /^.+?[.!?](?=\s+\p{Lu})/u.exec(text)?.[0] ?? text;

/** Page of a Gemeinde that has not joined. */
export function NotJoinedPage({ frame, municipality }: { frame: PageFrame; municipality: Municipality }) {
  const words = frame.texts.portal.municipality;
  return (
    <PortalLayout frame={frame} title={municipality.name}>
      <h1>{words.notJoinedTitle(municipality.name)}</h1>
      <p class="lead">{words.notJoinedText(municipality.name)}</p>
      <p class="buttons">
        <a class="button" href="/">
          {frame.texts.portal.otherMunicipality}
        </a>
      </p>
    </PortalLayout>
  );
}
