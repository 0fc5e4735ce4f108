import type { Transaction } from '../database/transaction.js';
import type { Municipality } from './profile.js';

const COLUMNS = `m.bfs, m.name, m.slug, m.district, m.postal_code as "postalCode",
  to_char(m.valid_to, 'YYYY-MM-DD') as "validTo", m.successor, m.profile`;

export const findMunicipality = async (tx: Transaction, bfs: string): Promise<Municipality | undefined> =>
  (
    await tx.query<Municipality & Record<string, unknown>>(
      `select ${COLUMNS} from app.municipality m where m.bfs = $1::text`,
      [bfs],
    )
  )[0];

export const findMunicipalityBySlug = async (tx: Transaction, slug: string): Promise<Municipality | undefined> =>
  (
    await tx.query<Municipality & Record<string, unknown>>(
      `select ${COLUMNS} from app.municipality m where m.slug = $1::text`,
      [slug],
    )
  )[0];

export const listMunicipalities = (tx: Transaction): Promise<Municipality[]> =>
  tx.query<Municipality & Record<string, unknown>>(`select ${COLUMNS} from app.municipality m order by m.name`);

export interface PlaceHit extends Municipality {
  /** The place that matched, when it is not the Gemeinde's own name. */
  place: string | null;
}

/**
 * Gemeinden whose name, place or postcode begins with or contains the words. A postcode may match several Gemeinden
 * (3983 belongs to three): people choose, the postcode never decides alone.
 */
export const searchMunicipalities = (tx: Transaction, words: string): Promise<PlaceHit[]> =>
  tx.query<PlaceHit & Record<string, unknown>>(
    `select distinct on (m.name, m.bfs) ${COLUMNS}, case when p.name ilike $1 and p.name <> m.name then p.name end as place
       from app.municipality m left join app.place p on p.bfs = m.bfs
      where m.name ilike $1 or p.name ilike $1 or m.postal_code like $2 or p.postal_code like $2
      order by m.name, m.bfs, place nulls last
      limit 70`,
    [`%${escapeLike(words)}%`, `${escapeLike(words)}%`],
  );

const escapeLike = (text: string) => text.replace(/[\\%_]/g, '\\$&');
