/** Something the author of a package has to look at. `message` is German and says what to do. */
export interface Finding {
  /** Path inside the package; empty = the package as a whole. */
  file: string;
  severity: 'error' | 'warning';
  message: string;
  /** BPMN/DMN element or form field the finding belongs to. */
  elementId?: string;
  elementName?: string;
  /** 1-based line of the file, when known. */
  line?: number;
}

/** Whether the package may be published: warnings do not stop it. */
export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.severity === 'error');
}
