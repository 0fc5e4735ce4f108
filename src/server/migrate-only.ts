import { readEnvironment } from '../config/environment.js';
import { loadSecrets } from '../database/secrets.js';
import { openDatabase } from './open-database.js';

/** `npm run migrate`: opening the database migrates it. */
export async function migrateOnly(): Promise<void> {
  const environment = readEnvironment();
  if (!environment.ok) {
    console.error(environment.message);
    process.exit(1);
  }
  const database = await openDatabase(environment.value, loadSecrets(environment.value.DATA_DIR));
  await database.close();
  console.log('The database is up to date.');
}
