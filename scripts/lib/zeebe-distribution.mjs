// The real Zeebe: its distribution, fetched once by its Maven coordinates, and a JDK that can run it.
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

export const ZEEBE_VERSION = '8.5.8';
const OLDEST_JAVA = 21;

const CACHE = join(homedir(), '.cache', 'digital-service-center');

/** Folder of the unpacked distribution (bin, config, lib); fetches it when it is not in the cache (212 MB). */
export function zeebeHome() {
  if (process.env.ZEEBE_HOME) return process.env.ZEEBE_HOME;
  return cached(`zeebe-${ZEEBE_VERSION}`, (folder, fetched) => {
    const artifact = `io.camunda:camunda-zeebe:${ZEEBE_VERSION}:tar.gz`;
    // Copied by a goal of its own: `get` alone leaves the file somewhere in the local Maven repository.
    run('mvn', ['-q', '-B', 'dependency:get', `-Dartifact=${artifact}`, '-Dtransitive=false']);
    run('mvn', ['-q', '-B', 'dependency:copy', `-Dartifact=${artifact}`, `-DoutputDirectory=${fetched}`]);
    const archive = join(fetched, `camunda-zeebe-${ZEEBE_VERSION}.tar.gz`);
    run('tar', ['xzf', archive, '-C', folder, '--strip-components=1']);
  });
}

/** Folder with the jars of Zeebe's Java client and of what it needs. */
export function javaClientJars() {
  return cached(`zeebe-client-java-${ZEEBE_VERSION}`, (folder, fetched) => {
    const pom = join(fetched, 'pom.xml');
    writeFileSync(
      pom,
      `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>local</groupId><artifactId>client-fetch</artifactId><version>1</version>
<dependencies><dependency><groupId>io.camunda</groupId><artifactId>zeebe-client-java</artifactId><version>${ZEEBE_VERSION}</version></dependency></dependencies></project>`,
    );
    run('mvn', ['-q', '-B', '-f', pom, 'dependency:copy-dependencies', `-DoutputDirectory=${folder}`]);
  });
}

/** The folder of that name in the cache outside the project; filled once, and complete or not there at all. */
function cached(name, fill) {
  const folder = join(CACHE, name);
  if (existsSync(folder)) return folder;
  mkdirSync(CACHE, { recursive: true });
  const fetched = mkdtempSync(join(CACHE, 'fetching-'));
  try {
    const filling = join(fetched, 'complete');
    mkdirSync(filling);
    fill(filling, fetched);
    renameSync(filling, folder);
  } finally {
    rmSync(fetched, { recursive: true, force: true });
  }
  return folder;
}

/** Home of a JDK of at least 21: ZEEBE_JAVA_HOME, JAVA_HOME, the system's, or the one on the PATH. */
export function javaHome() {
  const system = '/usr/lib/jvm';
  const installed = existsSync(system) ? readdirSync(system).map((name) => join(system, name)) : [];
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'java'))
    .filter((java) => existsSync(java))
    .map((java) => dirname(dirname(realpathSync(java))));
  const candidates = [process.env.ZEEBE_JAVA_HOME, process.env.JAVA_HOME, ...installed, ...onPath];
  const home = candidates.find((candidate) => candidate && javaVersion(candidate) >= OLDEST_JAVA);
  if (!home)
    throw new Error(
      `Zeebe ${ZEEBE_VERSION} needs Java ${OLDEST_JAVA} or newer. Install one and name it in ZEEBE_JAVA_HOME.`,
    );
  return home;
}

function javaVersion(home) {
  const release = join(home, 'release');
  if (!existsSync(release)) return 0;
  return Number(/^JAVA_VERSION="(\d+)/m.exec(readFileSync(release, 'utf8'))?.[1] ?? 0);
}

function run(command, args) {
  // Not in the project: a pom or settings found there must not count.
  const done = spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], cwd: tmpdir() });
  if (done.error) throw new Error(`${command} could not be started (${done.error.message}); it fetches Zeebe.`);
  if (done.status !== 0) throw new Error(`${command} ${args.join(' ')} failed.`);
}
