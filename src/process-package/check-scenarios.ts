import type { Finding } from './finding.js';
import type { ProcessPackage } from './process-package.js';
import { parseScenario, type Scenario } from './scenario.js';

/** What an example may name; from models, manifest and letters. */
interface Known {
  tasks: ReadonlySet<string>;
  ends: ReadonlySet<string>;
  jobTypes: ReadonlySet<string>;
  messages: ReadonlySet<string>;
  roles: ReadonlySet<string>;
  letters: ReadonlySet<string>;
  settings: ReadonlySet<string>;
}

/** Every example can be read, and names only what the package has. Whether it ends as expected, its run shows. */
export function checkScenarios(pkg: ProcessPackage): Finding[] {
  const known = knownNames(pkg);
  return [...pkg.scenarios].flatMap(([file, text]) => {
    const refuse = (message: string): Finding => ({ file, severity: 'error', message });
    if (!/\.ya?ml$/.test(file)) return [refuse('Ein Beispiel ist eine Datei mit der Endung «.yaml».')];
    const scenario = parseScenario(text);
    if (!scenario.ok) return [refuse(`Das Beispiel kann nicht gelesen werden. ${scenario.message}`)];
    // An answer that is never asked for does no harm.
    const unused = Object.keys(scenario.value.jobs).filter((type) => !known.jobTypes.has(type));
    return [
      ...unknownNames(scenario.value, known).map(refuse),
      ...unused.map((type): Finding => ({
        ...refuse(`Den Auftrag «${type}» gibt es im Modell nicht.`),
        severity: 'warning',
      })),
    ];
  });
}

function knownNames(pkg: ProcessPackage): Known {
  const elements = pkg.bpmn.flatMap(({ outline }) => outline.elements);
  const idsOf = (type: string) => new Set(elements.filter((element) => element.type === type).map(({ id }) => id));
  return {
    tasks: idsOf('userTask'),
    ends: idsOf('endEvent'),
    jobTypes: new Set(elements.flatMap((element) => element.jobTypes)),
    messages: new Set(elements.flatMap(({ messageName }) => messageName ?? [])),
    roles: new Set(['citizen', ...pkg.manifest.roles.map(({ id }) => id)]),
    letters: new Set(pkg.letters.keys()),
    settings: new Set(pkg.manifest.settings.map(({ key }) => key)),
  };
}

function unknownNames({ steps, expect, settings }: Scenario, known: Known): string[] {
  const problems = steps.flatMap((step, index) => {
    const at = `Schritt ${index + 1}`;
    if ('expectTask' in step)
      return [
        ...missing(known.tasks, [step.expectTask], (id) => `${at}: Die Aufgabe «${id}» gibt es im Modell nicht.`),
        ...missing(known.roles, [step.group ?? 'citizen'], (id) => `${at}: Die Rolle «${id}» ist nicht deklariert.`),
      ];
    if ('expectJob' in step)
      return missing(
        known.jobTypes,
        [step.expectJob],
        (type) => `${at}: Den Auftrag «${type}» gibt es im Modell nicht.`,
      );
    if ('publishMessage' in step)
      return missing(
        known.messages,
        [step.publishMessage],
        (name) => `${at}: Die Nachricht «${name}» empfängt kein Ereignis des Modells.`,
      );
    return [];
  });
  return [
    ...problems,
    ...missing(known.settings, Object.keys(settings), (key) => `Die Einstellung «${key}» ist nicht deklariert.`),
    ...missing(known.ends, [expect.end], (id) => `Das Ende «${id}» gibt es im Modell nicht.`),
    ...missing(known.letters, expect.documents, (name) => `Die Briefvorlage «${name}» gehört nicht zum Paket.`),
  ];
}

const missing = (known: ReadonlySet<string>, names: readonly string[], say: (name: string) => string): string[] =>
  [...new Set(names)].filter((name) => !known.has(name)).map(say);
