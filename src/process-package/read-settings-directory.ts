import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseSettingsFile, type SettingsFile } from './settings-file.js';

export interface ListedMunicipality {
  bfs: string;
  name: string;
  district: string;
  /** Of the administration's seat; several Gemeinden may share one. */
  postalCode: string;
}

export interface DeliveredSettings {
  /** All Gemeinden of the region, the invented one included. */
  municipalities: ListedMunicipality[];
  region: SettingsFile;
  /** Gemeinden with a profile and settings of their own, by BFS number. */
  gemeinden: ReadonlyMap<string, SettingsFile>;
}

/** Reads `processes/settings/`: the list of Gemeinden, the values of the region, the demo Gemeinden. */
export async function readSettingsDirectory(directory: string): Promise<DeliveredSettings> {
  const read = async (name: string): Promise<SettingsFile> =>
    parseSettingsFile(name, await readFile(join(directory, name), 'utf8'));
  const names = (await readdir(directory)).filter((name) => /^\d{4}\.yaml$/.test(name)).sort();
  const gemeinden = new Map<string, SettingsFile>();
  for (const name of names) gemeinden.set(name.slice(0, 4), await read(name));
  return {
    municipalities: parseMunicipalityList(await readFile(join(directory, 'gemeinden.csv'), 'utf8')),
    region: await read('region.yaml'),
    gemeinden,
  };
}

/** Lines `bfs_nr,name,bezirk,plz`; lines with `#` say where the numbers come from. */
export function parseMunicipalityList(csv: string): ListedMunicipality[] {
  return csv
    .split(/\r?\n/)
    .filter((line) => /^\d{4},/.test(line))
    .map((line) => {
      const [bfs = '', name = '', district = '', postalCode = ''] = line.split(',');
      if (!/^\d{4}$/.test(postalCode)) throw new Error(`gemeinden.csv: "${line}" has no postal code`);
      return { bfs, name, district, postalCode };
    });
}
