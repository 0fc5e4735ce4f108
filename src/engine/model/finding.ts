/** Something in a model that the engine refuses (error) or that its author should know (warning). */
export interface Finding {
  severity: 'error' | 'warning';
  /** Empty when the fault belongs to the file as a whole. */
  elementId: string;
  /** `serviceTask`, `sequenceFlow`, … ; empty for the file. */
  elementType: string;
  elementName: string;
  /** English, in Zeebe's manner; part of the rejection's text. */
  reason: string;
  /** German, for people: what is wrong and what to do. */
  message: string;
}

/** What the checks need to know of an element to name it. */
export interface Named {
  $type: string;
  id?: string;
  name?: string;
}

export const isError = (finding: Finding): boolean => finding.severity === 'error';

/** Collects findings; the whole file is read before anybody hears of the first fault. */
export class FindingList {
  readonly all: Finding[] = [];

  error(at: Named | null, reason: string, message: string): void {
    this.all.push(describe('error', at, reason, message));
  }

  warning(at: Named | null, reason: string, message: string): void {
    this.all.push(describe('warning', at, reason, message));
  }

  get hasErrors(): boolean {
    return this.all.some(isError);
  }
}

function describe(severity: Finding['severity'], at: Named | null, reason: string, message: string): Finding {
  return {
    severity,
    elementId: at?.id ?? '',
    elementType: at === null ? '' : typeName(at),
    elementName: at?.name ?? '',
    reason,
    message,
  };
}

/** `bpmn:ServiceTask` → `serviceTask`. */
export function typeName(node: Named): string {
  const local = node.$type.replace(/^.*:/, '');
  return local.charAt(0).toLowerCase() + local.slice(1);
}

/** The text of a refused deployment: the file, its elements, the reasons of each, as Zeebe lists them. Warnings are left out. */
export function describeFindings(resourceName: string, findings: readonly Finding[]): string {
  const byElement = new Map<string, string[]>();
  for (const { elementId, elementType, reason } of findings.filter(isError)) {
    const element = elementId === '' ? '' : `Element: ${elementId} (${elementType})`;
    byElement.set(element, [...(byElement.get(element) ?? []), reason]);
  }
  const lines = [...byElement].flatMap(([element, reasons]) =>
    element === ''
      ? reasons.map((reason) => `- ${reason}`)
      : [`- ${element}`, ...reasons.map((reason) => `    - ERROR: ${reason}`)],
  );
  return `'${resourceName}': ${lines.join('\n')}`;
}
