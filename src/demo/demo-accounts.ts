/** Invented people of the demo region. Their password is public; the server refuses to show them to other machines. */
export const DEMO_PASSWORD = 'Musterdorf-2026';

export interface DemoAccount {
  email: string;
  name: string;
  /** What the person does, for the sign-in page and the tour. */
  duty: string;
  tenantId?: string;
  groups?: string[];
  supportCenter?: boolean;
}

interface DemoOffice {
  bfs: string;
  domain: string;
  name: string;
  people: readonly [first: string, name: string, duty: string, groups: string[]][];
}

const ALL = ['kanzlei', 'bauverwaltung', 'baukommission', 'gemeinderat', 'schreiber', 'finanzen', 'einwohnerkontrolle'];

/** Small offices: in Bitsch one person does everything, in Musterdorf the work is shared. */
const OFFICES: readonly DemoOffice[] = [
  {
    bfs: '9990',
    domain: 'musterdorf.example',
    name: 'Musterdorf',
    people: [
      [
        'kanzlei',
        'Nora Beispiel',
        'Gemeindekanzlei und Einwohnerkontrolle',
        ['kanzlei', 'einwohnerkontrolle', 'schreiber'],
      ],
      ['bau', 'Beat Muster', 'Bauverwaltung', ['bauverwaltung', 'baukommission']],
      ['rat', 'Petra Muster', 'Gemeindepräsidentin', ['gemeinderat']],
      ['finanzen', 'Urs Probe', 'Finanzverwaltung', ['finanzen']],
    ],
  },
  {
    bfs: '6173',
    domain: 'bitsch.example',
    name: 'Bitsch',
    people: [
      ['kanzlei', 'Sabine Demo', 'Gemeindeverwaltung, alle Aufgaben', ALL],
      ['bau', 'Martin Demo', 'Bauverwaltung', ['bauverwaltung', 'gemeinderat']],
    ],
  },
  {
    bfs: '6295',
    domain: 'taesch.example',
    name: 'Täsch',
    people: [['kanzlei', 'Reto Demo', 'Gemeindeverwaltung, alle Aufgaben', ALL]],
  },
  {
    bfs: '6113',
    domain: 'salgesch.example',
    name: 'Salgesch',
    people: [['kanzlei', 'Eva Demo', 'Gemeindeverwaltung, alle Aufgaben', ALL]],
  },
  {
    bfs: '6285',
    domain: 'graechen.example',
    name: 'Grächen',
    people: [['kanzlei', 'Iris Demo', 'Gemeindeverwaltung, alle Aufgaben', ALL]],
  },
];

export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  {
    email: 'center@dsc.example',
    name: 'Carla Center',
    duty: 'Support-Center: Studio',
    supportCenter: true,
  },
  ...OFFICES.flatMap(({ bfs, domain, name, people }) =>
    people.map(([mailbox, person, duty, groups]) => ({
      email: `${mailbox}@${domain}`,
      name: person,
      duty: `${name}: ${duty}`,
      tenantId: bfs,
      groups,
    })),
  ),
];
