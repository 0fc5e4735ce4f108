import type { Environment } from '../config/environment.js';
import { DEMO_PASSWORD } from '../demo/demo-accounts.js';
import type { RunningServer } from './start-server.js';

/** What the terminal says when the product is ready. */
export function welcome(environment: Environment, server: RunningServer): string {
  const lines = [
    '',
    `  Digital Service Center is ready.`,
    '',
    `  Portal   ${server.url}/`,
    `  Desk     ${server.url}/desk`,
    `  Studio   ${server.url}/studio`,
    `  Workers  ${server.gatewayAddress}   (Zeebe gRPC), ${server.restAddress} (REST)`,
  ];
  if (environment.DEMO) {
    lines.push(
      `  Demo     ${server.url}/demo   (accounts, mailbox, clock)`,
      '',
      '  DEMO MODE: invented people, public passwords, simulated municipal systems. Set DEMO=off for real work.',
      `  Sign in as center@dsc.example, kanzlei@musterdorf.example, … with the password ${DEMO_PASSWORD}`,
      `  Simulated municipal systems: ${server.municipalSystemsUrl ?? '–'}`,
    );
  }
  if (server.newAccount) {
    const { email, password } = server.newAccount;
    lines.push(
      '',
      `  New account of the support center: ${email}, password ${password} (shown only now; write it down)`,
    );
  }
  return [...lines, '', '  Stop with Ctrl-C.', ''].join('\n');
}
