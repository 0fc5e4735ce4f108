import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { CaseProjection } from '../../case/case-projection.js';
import {
  allRollouts,
  referToDefinition,
  type RolloutRow,
  type RunningCase,
  runningCases,
} from '../../case/moved-case.store.js';
import { StartProblem } from '../../config/start-problem.js';
import { TenantDatabase } from '../../database/tenant-database.js';
import type { Engine } from '../../engine/engine.js';
import { type House, MoveFailed } from '../../engine/move/index.js';
import { PackageLibrary } from '../../process-package/package-library.js';
import { deployableResources } from '../../process-package/process-package.js';
import { type MoveArguments, onlyLooks } from './move-arguments.js';
import { lineOf, type MovingCase, movingCase, sumsOf } from './moving-cases.js';
import { type OwnerDatabase, readSoFar } from './owner-database.js';

/** Cases that are on their way at once: each waits for records that come once in a while. */
const AT_ONCE = 64;
const LOOK_MS = 50;
/** Long enough for a thousand records on a busy machine. */
const STANDSTILL_MS = 60_000;

/** One run of the command: what runs is listed, and moved when that was asked for. */
export class MoveRun {
  private readonly library: PackageLibrary;
  private readonly tenants: TenantDatabase;
  /** Keys on the new engine. */
  private readonly definitions = new Map<string, string>();

  constructor(
    private readonly house: House,
    private readonly owner: OwnerDatabase,
    app: pg.Pool,
    private readonly wanted: MoveArguments,
    private readonly print: (line: string) => void,
  ) {
    this.tenants = new TenantDatabase(app);
    this.library = new PackageLibrary(this.tenants);
  }

  /** False when something could not be moved that was to be. */
  async run(): Promise<boolean> {
    const { apply, onlyMovable } = this.wanted;
    if (!onlyLooks(this.wanted)) await this.tellCases();
    if (apply) await this.enter();
    const cases = await this.look();
    const movable = cases.filter(({ plan }) => plan.ok);
    const isComplete = movable.length === cases.length && (await this.tellMessages()) === 0;
    this.print(sumsOf(cases));
    if (!apply) return isComplete || onlyMovable;
    if (!isComplete && !onlyMovable) {
      this.print('Nothing was moved. With --only-movable those that can be moved are, and the others stay.');
      return false;
    }
    const isDone = await this.moveAll(movable, cases.length - movable.length);
    await this.tellCases();
    return isDone;
  }

  /** What either engine has told goes into the cases: the engine that serves them next reads only what it has told itself. */
  private async tellCases(): Promise<void> {
    const projection = new CaseProjection(this.tenants, this.library, this.house.reader() as Engine);
    projection.start();
    try {
      for (let seen = -1, since = Date.now(); ; await sleep(LOOK_MS)) {
        const { position, isAll } = await this.owner.inTransaction(readSoFar);
        if (isAll) return;
        if (position !== seen) [seen, since] = [position, Date.now()];
        else if (Date.now() - since > STANDSTILL_MS)
          throw new StartProblem(`The cases do not read the engine's log any further than ${position}; run it again.`);
      }
    } finally {
      await projection.stop();
    }
  }

  private async enter(): Promise<void> {
    await this.house.enter();
    const { done, problems } = await this.house.finishArrived();
    if (done > 0) this.print(`${done} that an earlier run had left half moved are moved.`);
    for (const problem of problems) this.print(`${problem}  –  not moved`);
  }

  private async look(): Promise<MovingCase[]> {
    const known = new Map<string, RunningCase>();
    for (const one of await this.owner.inTransaction(runningCases)) known.set(one.process_instance_key, one);
    const cases: MovingCase[] = [];
    for await (const instance of this.house.waiting()) {
      const one = movingCase(instance, known.get(instance.key));
      this.print(lineOf(one));
      cases.push(one);
    }
    return cases;
  }

  private async tellMessages(): Promise<number> {
    const messages = await this.house.messages();
    for (const { name, correlation_key: key, tenant_id: tenant, deadline } of messages) {
      const until = new Date(Number(deadline)).toISOString();
      this.print(
        `message «${name}» for «${key}»  ${tenant}  –  cannot move: it is kept until ${until} for whoever asks`,
      );
    }
    return messages.length;
  }

  private async moveAll(movable: readonly MovingCase[], staying: number): Promise<boolean> {
    await this.deployAll(movable);
    const failed: string[] = [];
    const waiting = [...movable];
    const work = async (): Promise<void> => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const problem = await this.moveOne(next);
        if (problem === undefined) continue;
        failed.push(problem);
        this.print(problem);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    const done = movable.length - failed.length;
    if (failed.length > 0) {
      this.print(`${done} moved, ${failed.length} not: run it again. New cases still begin on the old engine.`);
      return false;
    }
    await this.moveRollouts();
    this.print(
      `${done} moved, ${staying} stay where they are. Start the product with ENGINE=${this.wanted.to}: new cases begin there too.`,
    );
    return true;
  }

  private async moveOne({ instance, about, plan }: MovingCase): Promise<string | undefined> {
    if (!about || !plan.ok) return undefined;
    try {
      const targetDefinitionKey = await this.definition(packageOf(about), instance.bpmnProcessId);
      await this.house.move({ instance, placements: plan.placements, targetDefinitionKey });
      return undefined;
    } catch (error) {
      if (!(error instanceof MoveFailed)) throw error;
      return `${about.number}  ${about.municipality}  –  not moved: ${error.message}`;
    }
  }

  /** One after the other, older versions first: what is called by its name alone is the newest that was deployed. */
  private async deployAll(cases: readonly MovingCase[]): Promise<void> {
    const used = cases.flatMap(({ about, instance }) =>
      about ? [{ used: packageOf(about), process: instance.bpmnProcessId }] : [],
    );
    const order = (version: string): string => version.replace(/\d+/g, (digits) => digits.padStart(8, '0'));
    for (const { used: one, process } of used.toSorted((a, b) =>
      order(a.used.version) < order(b.used.version) ? -1 : 1,
    ))
      await this.definition(one, process);
  }

  private async definition(used: UsedPackage, process: string): Promise<string> {
    const name = JSON.stringify([used, process]);
    const known = this.definitions.get(name);
    if (known !== undefined) return known;
    const pkg = await this.library.version(used.packageId, used.version);
    const key = await this.house.deploy(used.tenantId, process, deployableResources(pkg));
    this.definitions.set(name, key);
    return key;
  }

  /** All of them or none: whoever starts the product finds new cases begin on one engine. */
  private async moveRollouts(): Promise<void> {
    const references: [RolloutRow, string][] = [];
    for (const rollout of await this.owner.inTransaction(allRollouts)) {
      const used = { tenantId: rollout.tenant_id, packageId: rollout.package_id, version: rollout.version };
      const { manifest } = await this.library.version(used.packageId, used.version);
      references.push([rollout, await this.definition(used, manifest.process)]);
    }
    await this.owner.inTransaction(async (client) => {
      for (const [rollout, key] of references) await referToDefinition(client, rollout, key);
    });
  }
}

interface UsedPackage {
  tenantId: string;
  packageId: string;
  version: string;
}

const packageOf = ({
  tenant_id: tenantId,
  package_id: packageId,
  package_version: version,
}: RunningCase): UsedPackage => ({
  tenantId,
  packageId,
  version,
});
