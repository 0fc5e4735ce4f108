/** Invented parcels and dwellings of the demo Gemeinden. Numbers follow one scheme, so that people can try things out. */

export interface Parcel {
  nummer: string;
  egrid: string;
  zone: string;
  zonenbezeichnung: string;
  flaeche: number;
  innerhalbBauzone: boolean;
  angrenzend: boolean;
  gefahrenzone: boolean;
  schutzobjekt: boolean;
}

export const MUNICIPALITIES: Readonly<Record<string, { name: string; postalCode: string }>> = {
  '6113': { name: 'Salgesch', postalCode: '3970' },
  '6173': { name: 'Bitsch', postalCode: '3982' },
  '6285': { name: 'Grächen', postalCode: '3925' },
  '6295': { name: 'Täsch', postalCode: '3929' },
  '9990': { name: 'Musterdorf', postalCode: '3999' },
};

const ZONES: readonly [upTo: number, zone: string, name: string, inside: boolean][] = [
  [1999, 'WOHN', 'Wohnzone W2', true],
  [2999, 'KERN', 'Dorfzone D', true],
  [3999, 'GEWERBE', 'Gewerbezone G', true],
  [4999, 'SPORT', 'Zone für Sport und Erholung', false],
  [6999, 'LANDWIRTSCHAFT', 'Landwirtschaftszone', false],
  [7999, 'MAIENSAESS', 'Maiensässzone', false],
  [8999, 'UNKLAR', 'Zone mit späterer Nutzungsplanung', true],
];

/** Parcels 1 to 8999 exist: the thousands give the zone, numbers ending in 13 lie in a hazard zone, in 77 are protected. */
export function parcelOf(bfs: string, number: string): Parcel | undefined {
  const value = Number(number.replace(/[A-Za-z]$/, ''));
  const zone = ZONES.find(([upTo]) => value <= upTo);
  if (!(bfs in MUNICIPALITIES) || !Number.isInteger(value) || value < 1 || zone === undefined) return undefined;
  return {
    nummer: number,
    egrid: `CH${bfs}${String(value).padStart(8, '0')}`,
    zone: zone[1],
    zonenbezeichnung: zone[2],
    flaeche: 400 + (value % 17) * 50,
    innerhalbBauzone: zone[3],
    angrenzend: zone[1] === 'SPORT',
    gefahrenzone: value % 100 === 13,
    schutzobjekt: value % 100 === 77,
  };
}

export interface Dwelling {
  egid: string;
  ewid: string;
  stockwerk: string;
  lage: string;
  zimmer: number;
  wohnungsnummer: string;
}

const FLOORS = ['Parterre', '1. Stock', '2. Stock', '3. Stock'];

/** Even house numbers are houses of eight dwellings, odd ones of a single one, numbers from 900 are unknown. */
export function dwellingsAt(bfs: string, street: string, number: string): Dwelling[] {
  const house = Number.parseInt(number, 10);
  if (!(bfs in MUNICIPALITIES) || street.trim() === '' || !Number.isInteger(house) || house >= 900) return [];
  const egid = String(190_000_000 + Number(bfs) * 1000 + house);
  if (house % 2 === 1) return [{ egid, ewid: '1', stockwerk: 'Parterre', lage: '', zimmer: 5, wohnungsnummer: '1' }];
  return FLOORS.flatMap((stockwerk, floor) =>
    ['links', 'rechts'].map((lage, side) => ({
      egid,
      ewid: String(floor * 2 + side + 1),
      stockwerk,
      lage,
      zimmer: 3 + side,
      wohnungsnummer: `${floor}0${side + 1}`,
    })),
  );
}

/** One person is already known in every register, so that a match can be seen. */
export const KNOWN_PERSON = {
  vn: '7569217076985',
  personId: 'P-1000',
  officialName: 'Muster',
  firstName: 'Anna',
  status: 'weggezogen',
};
