import type { Finding } from '../api/types.js';

/** What bpmn-js-bpmnlint reports per element. */
export type LintIssues = Record<string, { id: string; category: string; message: string; rule?: string }[]>;

/** Lint answers as findings of one file; `nameOf` finds the label of an element. */
export function toFindings(
  file: string,
  issues: LintIssues,
  nameOf: (id: string) => string | undefined,
  translate: (text: string) => string,
): Finding[] {
  return Object.entries(issues).flatMap(([elementId, reports]) =>
    reports
      .filter(({ category }) => category === 'error' || category === 'warn')
      .map(({ category, message }) => ({
        file,
        elementId,
        elementName: nameOf(elementId),
        severity: category === 'error' ? ('error' as const) : ('warning' as const),
        message: translate(message),
      })),
  );
}
