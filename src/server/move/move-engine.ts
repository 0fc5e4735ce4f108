import { AdjustableClock } from '../../config/clock.js';
import { readEnvironment, type Environment } from '../../config/environment.js';
import { StartProblem } from '../../config/start-problem.js';
import { loadSecrets } from '../../database/secrets.js';
import { CenterDatabase } from '../../database/tenant-database.js';
import { readClockOffset } from '../../demo/demo-clock.store.js';
import { leave, referToLowered, referToMoved } from '../../case/moved-case.store.js';
import { House, type HouseOptions } from '../../engine/move/index.js';
import { readCluster } from '../../engine/zeebe/read-cluster.js';
import { portProblem } from '../free-port.js';
import { type OpenDatabase, openDatabase } from '../open-database.js';
import { type MoveArguments, onlyLooks, readArguments, USAGE } from './move-arguments.js';
import { MoveLock } from './move-lock.js';
import { MoveRun } from './move-run.js';
import { OwnerDatabase, refuseWaitingCommands } from './owner-database.js';

/** Some case cannot be moved; nothing, or not everything, was. */
const NOT_ALL = 2;

/** `npm run engine:move`: answers the exit code. */
export async function moveEngine(words: readonly string[]): Promise<number> {
  const wanted = readArguments(words);
  if (!wanted) {
    console.error(USAGE);
    return words.includes('--help') ? 0 : 1;
  }
  const environment = readEnvironment();
  if (!environment.ok) {
    console.error(environment.message);
    return 1;
  }
  try {
    return (await inDatabase(environment.value, wanted)) ? 0 : NOT_ALL;
  } catch (error) {
    console.error(error instanceof StartProblem ? error.message : error);
    return 1;
  }
}

async function inDatabase(environment: Environment, wanted: MoveArguments): Promise<boolean> {
  await refuseBadCluster(environment, wanted);
  const { DATABASE_URL: url } = environment;
  const lock = url === undefined || onlyLooks(wanted) ? undefined : await MoveLock.take(url);
  try {
    // A server of our own in DATA_DIR has nobody else.
    const database = await openDatabase(environment, loadSecrets(environment.DATA_DIR));
    const owner = new OwnerDatabase(database.urls.owner);
    try {
      if (!onlyLooks(wanted)) await owner.inTransaction(refuseWaitingCommands);
      return await inHouse(await houseOptions(environment, wanted, database, owner), wanted, database, owner);
    } finally {
      await owner.close();
      await database.close();
    }
  } finally {
    await lock?.release();
  }
}

async function refuseBadCluster(environment: Environment, wanted: MoveArguments): Promise<void> {
  if (onlyLooks(wanted)) return;
  if (environment.ZEEBE_RECORDS_PASSWORD === undefined)
    throw new StartProblem(
      'ZEEBE_RECORDS_PASSWORD is missing: the cluster tells of its instances through its exporter.',
    );
  const { ZEEBE_RECORDS_PORT: port, ZEEBE_RECORDS_HOST: host } = environment;
  const problem = await portProblem(port, host, 'ZEEBE_RECORDS_PORT');
  if (problem !== undefined) throw new StartProblem(problem);
}

async function houseOptions(
  environment: Environment,
  { to }: MoveArguments,
  database: OpenDatabase,
  owner: OwnerDatabase,
): Promise<HouseOptions> {
  const offset = environment.DEMO ? await new CenterDatabase(database.pools.center).run(readClockOffset) : 0;
  const clock = new AdjustableClock(offset);
  const { ENGINE_INPUT_MAPPINGS: inputMappings, ENGINE_OUTPUT_MAPPINGS: outputMappings } = environment;
  return {
    to,
    embedded: { url: database.urls.engine, clock, settings: { inputMappings, outputMappings } },
    cluster: readCluster(environment),
    inTransaction: owner.inTransaction,
    references: {
      lower: referToLowered,
      leave: async (client, key) => void (await leave(client, key, clock.now())),
      move: (client, keys) => referToMoved(client, keys, clock.now()),
    },
  };
}

async function inHouse(
  options: HouseOptions,
  wanted: MoveArguments,
  database: OpenDatabase,
  owner: OwnerDatabase,
): Promise<boolean> {
  const house = new House(options);
  try {
    await house.open();
    return await new MoveRun(house, owner, database.pools.app, wanted, (line) => console.log(line)).run();
  } finally {
    await house.close();
  }
}
