import type { JsonValue, Variables } from '../engine/engine.js';
import { compileExpression } from '../engine/feel/index.js';
import type { PackageManifest } from '../process-package/manifest.js';

type Stage = PackageManifest['stages'][number];

/**
 * The stages that a case with this data (of the start form) goes through as far as one can say beforehand. A condition
 * that cannot be evaluated does not hide its stage.
 */
export const stagesAhead = ({ stages, start }: PackageManifest, data: Variables, now: number): Stage[] =>
  stages.filter(({ onlyIf }) => {
    if (onlyIf === undefined) return true;
    const compiled = compileExpression(onlyIf);
    if (!compiled.ok) return true;
    const get = (name: string): JsonValue | undefined => (name === start.variable ? data : undefined);
    const result = compiled.value.evaluate({ get }, { now });
    return !result.ok || result.value !== false;
  });
