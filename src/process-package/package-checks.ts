import type { Finding } from './finding.js';

/** What other modules know about the files of a package. Handed in, so that packages do not depend on an engine. */
export interface PackageChecks {
  /** What the engine would refuse at deployment. */
  bpmn(path: string, xml: string): Promise<Finding[]>;
  /** `others`: the decision models of the package that this one may import. */
  dmn(path: string, xml: string, others: readonly string[]): Promise<Finding[]>;
  form(path: string, schema: Record<string, unknown>): Promise<Finding[]>;
  /** Job types that workers of this product serve. */
  jobTypes: ReadonlySet<string>;
  /** Null when the FEEL source can be compiled, else what is wrong with it. */
  feel(source: string): string | null;
}
