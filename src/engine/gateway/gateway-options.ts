import type { Engine } from '../engine.js';
import type { Authenticate } from './access/authenticate.js';
import type { Certificate } from './access/certificate.js';

/** What the gRPC and the REST server of the gateway are given. */
export interface GatewayOptions {
  engine: Engine;
  authenticate: Authenticate;
  host: string;
  /** 0 picks a free one. */
  port: number;
  /** TLS; absent: none. */
  certificate?: Certificate;
  /** Something unexpected happened; the client was only told so. */
  report(error: unknown): void;
}
