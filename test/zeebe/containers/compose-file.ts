import { execFileSync } from 'node:child_process';
import { parse } from 'yaml';

export interface ComposeService {
  image?: string;
  build?: unknown;
  user?: string;
  environment?: Record<string, string | null>;
  healthcheck?: { test: string[] };
  profiles?: string[];
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  mem_limit?: string | number;
  pids_limit?: number;
  restart?: string;
  volumes?: string[];
  ports?: unknown[];
}

export interface ComposeFile {
  services: Record<string, ComposeService>;
  volumes: Record<string, unknown>;
}

/** What .env would hold. */
const SETTINGS = {
  DATABASE_PASSWORD: 'databasepassword',
  PUBLIC_URL: 'https://dienste.example.ch',
  ZEEBE_RECORDS_PASSWORD: '0123456789abcdef',
};

/** The file as docker-compose understands it, checked against the Compose specification. @throws Error when it is refused */
export function readComposeFile(file = 'docker-compose.yml'): ComposeFile {
  const text = execFileSync('docker-compose', ['--project-directory', '.', '-f', file, 'config'], {
    encoding: 'utf8',
    env: { ...process.env, ...SETTINGS },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return parse(text) as ComposeFile;
}

/** Services that start with a profile: its own, and those without any. */
export const servicesOf = (file: ComposeFile, profile: string): string[] =>
  Object.entries(file.services)
    .filter(([, { profiles }]) => profiles === undefined || profiles.includes(profile))
    .map(([name]) => name)
    .sort();

/** The environment that a service gets, with some values exchanged. */
export function environmentOf(
  { environment = {} }: ComposeService,
  change: (value: string) => string = (value) => value,
): Record<string, string> {
  return Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, change(String(value ?? ''))]));
}
