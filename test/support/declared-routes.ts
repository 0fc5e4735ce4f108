import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

function* controllers(folder: string): Generator<string> {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* controllers(path);
    else if (name.endsWith('.controller.ts')) yield readFileSync(path, 'utf8');
  }
}

/** Every route as the controllers of a folder declare it: `POST /desk/aufgaben/:key/uebernehmen`. */
export function declaredRoutes(folder: string): string[] {
  const found: string[] = [];
  for (const source of controllers(folder)) {
    const base = /@Controller\((?:'([^']*)')?\)/.exec(source)?.[1] ?? '';
    for (const [, method = '', path = ''] of source.matchAll(/@(Get|Post)\((?:'([^']*)')?\)/g)) {
      // A pattern of a parameter says nothing about its name.
      const whole = [base.replace(/^\//, ''), path.replace(/^\//, '').replace(/\(.*?\)/, '')].filter(Boolean).join('/');
      found.push(`${method.toUpperCase()} /${whole}`);
    }
  }
  return found.sort();
}
