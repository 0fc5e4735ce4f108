import { readFileSync } from 'node:fs';

export interface Stage {
  name: string;
  /** `RUN` commands, for a shell. */
  run: string[];
  /** `COPY` from the project, or `from` another stage. */
  copy: { from?: string; paths: string[] }[];
  environment: Record<string, string>;
  user?: string;
  healthcheck?: string[];
  command?: string[];
}

/** The stages of the Dockerfile in their order. Reads as much of its language as ours uses; throws at anything else. */
export function readDockerfile(file = 'Dockerfile'): Stage[] {
  const stages: Stage[] = [];
  const lines = readFileSync(file, 'utf8').replaceAll('\\\n', ' ').split('\n');
  for (const line of lines.map((text) => text.trim()).filter((text) => text !== '' && !text.startsWith('#'))) {
    const [, instruction = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(line) ?? [];
    if (instruction === 'FROM') {
      stages.push({ name: / AS (\w+)$/.exec(rest)?.[1] ?? 'image', run: [], copy: [], environment: {} });
      continue;
    }
    const stage = stages.at(-1);
    if (!stage) throw new Error(`${line} stands before FROM`);
    read(stage, instruction, rest);
  }
  return stages;
}

function read(stage: Stage, instruction: string, rest: string): void {
  switch (instruction) {
    case 'RUN':
      stage.run.push(rest);
      break;
    case 'COPY': {
      const [, from, paths = ''] = /^(?:--from=(\w+)\s+)?(.*)$/.exec(rest) ?? [];
      stage.copy.push({ ...(from === undefined ? {} : { from }), paths: paths.split(/\s+/) });
      break;
    }
    case 'ENV':
      for (const pair of rest.split(/\s+/)) {
        const [name = '', value = ''] = pair.split('=');
        stage.environment[name] = value;
      }
      break;
    case 'USER':
      stage.user = rest;
      break;
    case 'HEALTHCHECK':
      stage.healthcheck = JSON.parse(rest.slice(rest.indexOf('CMD') + 3)) as string[];
      break;
    case 'CMD':
      stage.command = JSON.parse(rest) as string[];
      break;
    case 'WORKDIR':
    case 'VOLUME':
    case 'EXPOSE':
      break;
    default:
      throw new Error(`Dockerfile: ${instruction} is new; say here what it means for the test`);
  }
}
