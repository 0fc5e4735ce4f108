import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { javaHome, zeebeHome } from '../../../scripts/lib/zeebe-distribution.mjs';
import { steadyPort } from '../../support/steady-port.js';

export interface ZeebeBrokerOptions {
  /** Data of an earlier broker; absent: a new folder. */
  dataDir?: string;
  partitions?: number;
  /** Where its Elasticsearch exporter posts records; absent: nothing is exported. */
  exporterUrl?: string;
  /** Seconds between two posts of few records. */
  exporterDelay?: number;
  /** More of the exporter's arguments, e.g. `{ INDEX_COMMAND: 'true' }`. */
  exporterArguments?: Record<string, string>;
  /** Its clock moves only when it is told (and with real time); see {@link ZeebeBroker.addTime}. */
  controlledClock?: boolean;
  /** More settings by environment variable. */
  environment?: Record<string, string>;
}

/** A real Zeebe broker with gateway, on free ports of loopback and a data folder of its own. */
export class ZeebeBroker {
  private process: ChildProcess | undefined;
  private text = '';

  private constructor(
    readonly dataDir: string,
    private readonly ports: Record<'grpc' | 'rest' | 'command' | 'internal' | 'management', number>,
    private readonly options: ZeebeBrokerOptions,
  ) {}

  static async start(options: ZeebeBrokerOptions = {}): Promise<ZeebeBroker> {
    const ports = {
      grpc: await steadyPort(),
      rest: await steadyPort(),
      command: await steadyPort(),
      internal: await steadyPort(),
      management: await steadyPort(),
    };
    const broker = new ZeebeBroker(options.dataDir ?? mkdtempSync(join(tmpdir(), 'dsc-zeebe-')), ports, options);
    await broker.launch();
    return broker;
  }

  /** For gRPC clients. */
  get address(): string {
    return `127.0.0.1:${this.ports.grpc}`;
  }

  /** For `/v1/user-tasks` and `/v1/topology`. */
  get restAddress(): string {
    return `http://127.0.0.1:${this.ports.rest}`;
  }

  /** Where its health is asked. */
  get managementPort(): number {
    return this.ports.management;
  }

  /** Starts the process on the same ports and data; resolves when it takes commands. */
  async launch(): Promise<void> {
    const child = spawn(join(zeebeHome(), 'bin', 'broker'), [], {
      env: { ...process.env, ...this.environment() },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.process = child;
    const read = (chunk: Buffer): void => {
      this.text = (this.text + chunk.toString('utf8')).slice(-200_000);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    await this.ready();
  }

  /** Moves its clock forward; timers that are due fire within moments. */
  async addTime(milliseconds: number): Promise<void> {
    const answer = await fetch(`http://127.0.0.1:${this.ports.management}/actuator/clock/add`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ offsetMilli: milliseconds }),
    });
    if (!answer.ok) throw new Error(`The broker's clock could not be moved: ${answer.status} ${await answer.text()}`);
  }

  /** Everything it has printed lately. */
  output(): string {
    return this.text;
  }

  /** As a machine that loses power; what it has answered is on disk. */
  kill(): Promise<void> {
    return this.end('SIGKILL');
  }

  /** Ends it in order and removes its data, unless they are to be kept. */
  async stop({ keepData = false } = {}): Promise<void> {
    await this.end('SIGTERM');
    if (!keepData) rmSync(this.dataDir, { recursive: true, force: true });
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.process;
    this.process = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    const late = setTimeout(() => child.kill('SIGKILL'), 20_000);
    await exited;
    clearTimeout(late);
  }

  private async ready(): Promise<void> {
    const end = Date.now() + 90_000;
    for (;;) {
      const answer = await fetch(`http://127.0.0.1:${this.ports.management}/actuator/health/readiness`).catch(
        () => null,
      );
      if (answer?.ok) return;
      if (Date.now() > end || this.process?.exitCode != null)
        throw new Error(`The Zeebe broker did not become ready:\n${this.text.slice(-4000)}`);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }

  private environment(): Record<string, string> {
    const { options, ports } = this;
    const exporter = 'ZEEBE_BROKER_EXPORTERS_ES';
    return {
      JAVA_HOME: javaHome(),
      JAVA_TOOL_OPTIONS: '-Xms256m -Xmx768m -XX:+UseSerialGC -XX:TieredStopAtLevel=4',
      SERVER_ADDRESS: '127.0.0.1',
      SERVER_PORT: String(ports.rest),
      MANAGEMENT_SERVER_ADDRESS: '127.0.0.1',
      MANAGEMENT_SERVER_PORT: String(ports.management),
      ZEEBE_BROKER_NETWORK_HOST: '127.0.0.1',
      ZEEBE_BROKER_GATEWAY_NETWORK_HOST: '127.0.0.1',
      ZEEBE_BROKER_GATEWAY_NETWORK_PORT: String(ports.grpc),
      ZEEBE_BROKER_NETWORK_COMMANDAPI_PORT: String(ports.command),
      ZEEBE_BROKER_NETWORK_INTERNALAPI_PORT: String(ports.internal),
      ZEEBE_BROKER_CLUSTER_PARTITIONSCOUNT: String(options.partitions ?? 1),
      ZEEBE_BROKER_DATA_DIRECTORY: this.dataDir,
      ZEEBE_BROKER_DATA_LOGSEGMENTSIZE: '32MB',
      ZEEBE_BROKER_DATA_DISK_FREESPACE_PROCESSING: '512MB',
      ZEEBE_BROKER_DATA_DISK_FREESPACE_REPLICATION: '256MB',
      ZEEBE_BROKER_EXPERIMENTAL_ROCKSDB_MEMORYLIMIT: '64MB',
      ...(options.controlledClock ? { ZEEBE_CLOCK_CONTROLLED: 'true' } : {}),
      ...(options.exporterUrl
        ? {
            [`${exporter}_CLASSNAME`]: 'io.camunda.zeebe.exporter.ElasticsearchExporter',
            [`${exporter}_ARGS_URL`]: options.exporterUrl,
            [`${exporter}_ARGS_BULK_DELAY`]: String(options.exporterDelay ?? 1),
            [`${exporter}_ARGS_INDEX_CREATETEMPLATE`]: 'false',
          }
        : {}),
      ...Object.fromEntries(
        Object.entries(options.exporterArguments ?? {}).map(([name, value]) => [`${exporter}_ARGS_${name}`, value]),
      ),
      ...options.environment,
    };
  }
}
