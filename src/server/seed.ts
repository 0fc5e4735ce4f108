import type { INestApplicationContext } from '@nestjs/common';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Environment } from '../config/environment.js';
import { SeedRegion } from '../demo/seed-region.js';
import { ImportMunicipalities } from '../municipality/import-municipalities.js';
import { readSettingsDirectory } from '../process-package/read-settings-directory.js';
import { DeliverPackages } from '../rollout/deliver-packages.js';
import { ImportSettings } from '../rollout/import-settings.js';

/** BFS number of the invented Gemeinde. */
const DEMO_MUNICIPALITY = '9990';

/** The process library that came with the product. */
const LIBRARY = fileURLToPath(new URL('../../../processes', import.meta.url));

/** Brings Gemeinden, packages and regional settings into the database; in demo mode the demo region too. Repeatable. */
export async function seed(app: INestApplicationContext, environment: Environment): Promise<void> {
  const delivered = await readSettingsDirectory(join(LIBRARY, 'settings'));
  const list = delivered.municipalities.filter(({ bfs }) => environment.DEMO || bfs !== DEMO_MUNICIPALITY);
  await app.get(ImportMunicipalities).run(
    list.map((entry) => ({
      ...entry,
      profile: environment.DEMO ? delivered.gemeinden.get(entry.bfs)?.profil : undefined,
    })),
  );
  const packages = await app.get(DeliverPackages).run(LIBRARY);
  await app.get(ImportSettings).run(null, delivered.region);
  if (environment.DEMO) await app.get(SeedRegion).run(delivered, packages);
}
