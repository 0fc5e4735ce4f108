import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../app.module.js';
import { CaseProjection } from '../case/case-projection.js';
import { AdjustableClock } from '../config/clock.js';
import type { Environment } from '../config/environment.js';
import { StartProblem } from '../config/start-problem.js';
import { freePort } from '../database/embedded/embedded-postgres.js';
import { oneAtATime } from '../database/one-at-a-time.js';
import { loadSecrets } from '../database/secrets.js';
import { CenterDatabase } from '../database/tenant-database.js';
import { readClockOffset } from '../demo/demo-clock.store.js';
import { GatewayLifecycle } from '../engine/gateway/gateway.module.js';
import { setUpStudio } from '../studio/studio-http.js';
import { answerError } from '../web/http/page-exception.filter.js';
import { setUpHttp } from '../web/http/set-up-http.js';
import { WorkerService } from '../worker/worker-service.js';
import { type FirstAccount, firstAccount } from './first-account.js';
import { portProblem } from './free-port.js';
import { logLevels } from './log-levels.js';
import { refuseWhileMoving } from './move/move-lock.js';
import { refuseWrongEngine } from './move/refuse-wrong-engine.js';
import { type MunicipalSystems, startMunicipalSystems } from './municipal-systems.js';
import { type OpenDatabase, openDatabase } from './open-database.js';
import { seed } from './seed.js';

/** How long requests may take to end when the server stops. */
const PATIENCE_MS = 10_000;

export interface RunningServer {
  /** Where the pages are served, without a slash at the end. */
  url: string;
  municipalSystemsUrl: string | undefined;
  /** Where Zeebe clients connect: host and port. */
  gatewayAddress: string;
  /** Where they find the REST API. */
  restAddress: string;
  /** The account that this start has made. */
  newAccount: FirstAccount | undefined;
  /** Stops everything in order: no new requests, running work finished, the database last. */
  stop(): Promise<void>;
}

/** Starts the whole product; resolves when it is ready to serve. */
export async function startServer(given: Environment): Promise<RunningServer> {
  // Letters and mails carry our address from the first moment on, so a free port is chosen before anything else.
  const environment = given.PORT === 0 ? { ...given, PORT: await freePort() } : given;
  const problem =
    (await portProblem(environment.PORT, environment.HOST)) ??
    (environment.ENGINE === 'zeebe'
      ? await portProblem(environment.ZEEBE_RECORDS_PORT, environment.ZEEBE_RECORDS_HOST, 'ZEEBE_RECORDS_PORT')
      : ((await portProblem(environment.GRPC_PORT, environment.GRPC_HOST, 'GRPC_PORT')) ??
        (await portProblem(environment.ZEEBE_REST_PORT, environment.GRPC_HOST, 'ZEEBE_REST_PORT'))));
  if (problem !== undefined) throw new StartProblem(problem);
  const secrets = loadSecrets(environment.DATA_DIR);
  const database = await openDatabase(environment, secrets);
  let systems: MunicipalSystems | undefined;
  try {
    await refuseWhileMoving(database.pools.app);
    await refuseWrongEngine(database, environment);
    const simulated = environment.DEMO && environment.MUNICIPAL_SYSTEMS_URL === undefined;
    systems = simulated ? await startMunicipalSystems() : undefined;
    const municipalSystemsUrl = environment.MUNICIPAL_SYSTEMS_URL ?? systems?.url;
    const app = await createApp(environment, database, secrets.linkKey, municipalSystemsUrl);
    const newAccount = await oneAtATime(database.pools.center, 'seed', async () => {
      await seed(app, environment);
      return firstAccount(app, environment);
    });
    app.get(CaseProjection).start();
    app.get(WorkerService).start();
    await app.listen(environment.PORT, environment.HOST);
    return {
      url: await app.getUrl(),
      municipalSystemsUrl,
      ...zeebeAddresses(app, environment),
      newAccount,
      stop: () => stop(app, database, systems),
    };
  } catch (error) {
    await systems?.stop();
    await database.close();
    throw error;
  }
}

/** Where Zeebe clients find an engine: this one, or the cluster that the product itself works on. */
function zeebeAddresses(
  app: NestFastifyApplication,
  { ENGINE, ZEEBE_ADDRESS, ZEEBE_REST_ADDRESS }: Environment,
): Pick<RunningServer, 'gatewayAddress' | 'restAddress'> {
  if (ENGINE === 'zeebe') return { gatewayAddress: ZEEBE_ADDRESS, restAddress: ZEEBE_REST_ADDRESS };
  const { address, restAddress } = app.get(GatewayLifecycle);
  return { gatewayAddress: address, restAddress };
}

async function createApp(
  environment: Environment,
  database: OpenDatabase,
  linkKey: string,
  municipalSystemsUrl: string | undefined,
): Promise<NestFastifyApplication> {
  const offset = environment.DEMO ? await new CenterDatabase(database.pools.center).run(readClockOffset) : 0;
  const clock = new AdjustableClock(offset);
  const httpLog = new Logger('Http');
  const adapter = new FastifyAdapter({
    trustProxy: environment.TRUST_PROXY,
    // Requests under way are finished, also those that come on a connection that is still open.
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    bodyLimit: 2_000_000,
    // Addresses that cannot be decoded never reach a route.
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) =>
      answerError(request, reply, error, httpLog),
  });
  const module = AppModule.with({ environment, clock, linkKey, municipalSystemsUrl }, database);
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: logLevels(environment.LOG_LEVEL),
    abortOnError: false,
    bodyParser: false,
  });
  await setUpHttp(app, environment);
  await setUpStudio(app);
  await app.init();
  return app;
}

async function stop(
  app: NestFastifyApplication,
  database: OpenDatabase,
  systems: MunicipalSystems | undefined,
): Promise<void> {
  await app.get(WorkerService).stop();
  await app.get(CaseProjection).stop();
  const patience = setTimeout(() => app.getHttpServer().closeAllConnections(), PATIENCE_MS);
  await app.close();
  clearTimeout(patience);
  await systems?.stop();
  await database.close();
}
