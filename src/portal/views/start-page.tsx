import type { PlaceHit } from '../../municipality/municipality.store.js';
import type { Municipality } from '../../municipality/profile.js';
import { PortalLayout } from '../../web/layout/portal-layout.js';
import { crestOf } from '../../web/municipality-look.js';
import type { PageFrame } from '../../web/page-frame.js';
import type { Texts } from '../../texts/texts.js';
import { hasJoined } from '../portal-data.js';

export interface StartPageProps {
  frame: PageFrame;
  all: Municipality[];
  /** What was searched for, and what fits; undefined before the first search. */
  search?: { words: string; hits: PlaceHit[] } | undefined;
}

/** Choosing the Gemeinde: by search or from the list. */
export function StartPage({ frame, all, search }: StartPageProps) {
  const words = frame.texts.portal.start;
  return (
    <PortalLayout frame={frame} title={words.title}>
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <form action="/" method="get" role="search">
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
            autocomplete="address-level2"
            maxLength={80}
          />
          <button class="button" type="submit">
            {frame.texts.web.search}
          </button>
        </div>
      </form>
      {search ? <SearchResult {...search} words={search.words} texts={words} /> : <Directory all={all} texts={words} />}
    </PortalLayout>
  );
}

type Words = Texts['portal']['start'];

function SearchResult({ words, hits, texts }: { words: string; hits: PlaceHit[]; texts: Words }) {
  return (
    <section aria-live="polite">
      <h2>{hits.length === 0 ? texts.noHits(words) : texts.hits(hits.length, words)}</h2>
      {hits.length === 0 && <p>{texts.noHitsText}</p>}
      {hits.length > 1 && /^\d{4}$/.test(words) && <p>{texts.manyByPostcode}</p>}
      <ul class="cards">
        {hits.map((hit) => (
          <MunicipalityCard key={hit.bfs} municipality={hit} place={hit.place} texts={texts} />
        ))}
      </ul>
      <p>
        <a href="/">{texts.showAll}</a>
      </p>
    </section>
  );
}

function Directory({ all, texts }: { all: Municipality[]; texts: Words }) {
  const others = all.filter((municipality) => !hasJoined(municipality));
  return (
    <>
      <section>
        <h2>{texts.joined}</h2>
        <ul class="cards">
          {all.filter(hasJoined).map((municipality) => (
            <MunicipalityCard key={municipality.bfs} municipality={municipality} texts={texts} />
          ))}
        </ul>
      </section>
      {others.length > 0 && (
        <section>
          <h2>{texts.others}</h2>
          <p>{texts.othersText}</p>
          <ul class="place-list">
            {others.map(({ bfs, slug, name }) => (
              <li key={bfs}>
                <a href={`/gemeinde/${slug}`}>{name}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section class="panel">
        <h2>{texts.verifyTitle}</h2>
        <p>
          {texts.verifyText} <a href="/pruefen">{texts.verifyTitle}</a>
        </p>
      </section>
    </>
  );
}

function MunicipalityCard(props: { municipality: Municipality; place?: string | null; texts: Words }) {
  const { municipality, place, texts } = props;
  const notes = [place && texts.via(place), texts.district(municipality.district)];
  if (!hasJoined(municipality)) notes.push(texts.notJoined);
  return (
    <li class="card municipality-card">
      <img src={crestOf(municipality)} alt="" width="34" height="40" />
      <div>
        <h3>
          <a href={`/gemeinde/${municipality.slug}`}>{municipality.name}</a>
        </h3>
        <p class="meta">{notes.filter(Boolean).join(' · ')}</p>
      </div>
    </li>
  );
}
