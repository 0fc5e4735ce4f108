import type { GatewayEngine } from './access/reachable-engine.js';

/** The version of Zeebe whose behaviour this engine has; clients choose by it what they may ask for. */
const VERSION = '8.5.8';

/** As the contract has it. */
export interface Topology {
  brokers: {
    nodeId: number;
    host: string;
    port: number;
    version: string;
    partitions: { partitionId: number; role: string; health: string }[];
  }[];
  clusterSize: number;
  partitionsCount: number;
  replicationFactor: number;
  gatewayVersion: string;
}

/** One broker with one partition, whichever process runs the engine: clients use this to see whether anybody is there. */
export function topology(engine: GatewayEngine, host: string, port: number): Topology {
  const health = engine.health().ready ? 'HEALTHY' : 'UNHEALTHY';
  return {
    brokers: [{ nodeId: 0, host, port, version: VERSION, partitions: [{ partitionId: 1, role: 'LEADER', health }] }],
    clusterSize: 1,
    partitionsCount: 1,
    replicationFactor: 1,
    gatewayVersion: VERSION,
  };
}
