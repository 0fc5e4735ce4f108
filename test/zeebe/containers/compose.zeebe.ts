import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readEnvironment } from '../../../src/config/environment.js';
import { environmentOf, readComposeFile, servicesOf } from './compose-file.js';
import { readDockerfile } from './dockerfile.js';

describe('docker-compose.yml', () => {
  const file = readComposeFile();

  it('should keep to the Compose specification, which refuses what it does not know', () => {
    const wrong = join('.cache', 'wrong-compose.yml');
    writeFileSync(wrong, readFileSync('docker-compose.yml', 'utf8').replace('mem_limit', 'mem_limits'));
    expect(() => readComposeFile(wrong)).toThrow(/mem_limits/);
    rmSync(wrong);
  });

  it.each([
    ['default', ['app', 'database']],
    ['zeebe', ['app-zeebe', 'broker', 'database']],
    ['cluster', ['app-1', 'app-2', 'broker-0', 'broker-1', 'broker-2', 'database', 'proxy']],
  ])('should start with profile %s: %s', (profile, services) => {
    expect(servicesOf(file, profile)).toEqual(services);
  });

  it.each(Object.entries(file.services))('should bound and harden %s', (_name, service) => {
    expect(service).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      restart: 'unless-stopped',
      mem_limit: expect.anything() as unknown,
      pids_limit: expect.any(Number) as unknown,
    });
  });

  it('should ask everybody how they are: apps by the image, brokers and database by Compose', () => {
    expect(readDockerfile().at(-1)?.healthcheck).toBeDefined();
    const asked = Object.entries(file.services).filter(([, { healthcheck }]) => healthcheck);
    expect(asked.map(([name]) => name).sort()).toEqual(['broker', 'broker-0', 'broker-1', 'broker-2', 'database']);
  });

  it('should open ports on loopback only', () => {
    const ports = Object.values(file.services).flatMap((service) => service.ports ?? []);
    expect(ports.length).toBeGreaterThan(0);
    for (const port of ports) expect(String(port)).toMatch(/^127\.0\.0\.1:/);
  });

  it('should run nobody as root', () => {
    expect(readDockerfile().at(-1)?.user).toBe('node');
    expect(file.services['database']?.user).toBe('postgres');
    // The other images have a user of their own: haproxy, and 1001 in camunda/zeebe.
    const others = Object.values(file.services).filter(({ build, user }) => build === undefined && user === undefined);
    for (const { image } of others) expect(image).toMatch(/^(haproxy:|camunda\/zeebe:8\.5\.)/);
  });

  it.each(Object.entries(file.services).filter(([, { build }]) => build !== undefined))(
    'should give %s settings that the product accepts',
    (_name, service) => {
      const image = readDockerfile().at(-1)?.environment;
      expect(readEnvironment({ ...image, ...environmentOf(service) })).toMatchObject({ ok: true });
    },
  );

  it('should name every setting that it takes from .env in .env.example', () => {
    const used = [...readFileSync('docker-compose.yml', 'utf8').matchAll(/\$\{(\w+)/g)].map(([, name]) => name);
    const known = [...readFileSync('.env.example', 'utf8').matchAll(/^(\w+)=/gm)].map(([, name]) => name);
    expect(known).toEqual(expect.arrayContaining([...new Set(used), 'COMPOSE_PROFILES']));
  });
});
