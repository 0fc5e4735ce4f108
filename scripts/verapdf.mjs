// Validates PDF files as PDF/A-3b with veraPDF, the reference validator of the PDF Association.
//   node scripts/verapdf.mjs FILE.pdf...
// Needs Java and Maven; the validator (19 MB) is fetched once by its Maven coordinates into a cache outside the project.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

const VERSION = '1.28.2';
const cache = process.env.VERAPDF_CACHE ?? join(homedir(), '.cache', 'digital-service-center', `verapdf-${VERSION}`);
const files = process.argv.slice(2);
if (files.length === 0) stop('Which PDF files should be validated?', 2);

/** Fetches the validator and what it needs, once. */
function install() {
  const done = join(cache, 'complete');
  if (existsSync(done)) return;
  mkdirSync(cache, { recursive: true });
  const pom = join(cache, 'pom.xml');
  writeFileSync(
    pom,
    `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>local</groupId><artifactId>verapdf-fetch</artifactId><version>1</version>
<dependencies><dependency><groupId>org.verapdf.apps</groupId><artifactId>greenfield-apps</artifactId><version>${VERSION}</version></dependency></dependencies></project>`,
  );
  const run = spawnSync(
    'mvn',
    ['-q', '-B', '-f', pom, 'dependency:copy-dependencies', `-DoutputDirectory=${join(cache, 'lib')}`],
    { stdio: 'inherit' },
  );
  if (run.error) stop(`Maven could not be started (${run.error.message}). veraPDF needs mvn and java.`, 3);
  if (run.status !== 0) stop('Maven could not fetch veraPDF.', 3);
  writeFileSync(done, new Date().toISOString());
}

function stop(message, code) {
  console.error(message);
  process.exit(code);
}

install();
const run = spawnSync(
  'java',
  [
    '-cp',
    [join(cache, 'lib', '*')].join(delimiter),
    'org.verapdf.apps.GreenfieldCliWrapper',
    '--flavour',
    '3b',
    '--format',
    'text',
    '-v',
    ...files,
  ],
  { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
);
if (run.error) stop(`Java could not be started (${run.error.message}).`, 3);
const lines = run.stdout.split('\n').filter((line) => line.trim() !== '');
for (const line of lines) console.log(line);
const passed = lines.filter((line) => line.startsWith('PASS ')).length;
if (passed !== files.length)
  stop(`${files.length - passed} of ${files.length} files are not valid PDF/A-3b.\n${run.stderr}`, 1);
