import type { CaseRow } from '../../case/case.store.js';
import { stagesAhead } from '../../case/case-stages.js';
import type { StepRow } from '../../case/case-steps.store.js';
import type { Variables } from '../../engine/engine.js';
import { localize } from '../../process-package/localized-text.js';
import type { PackageManifest } from '../../process-package/manifest.js';
import type { Stage } from '../../web/components/stage-line.js';
import { longDate } from '../../web/format.js';
import type { PageFrame } from '../../web/page-frame.js';

/**
 * The stages as the citizen sees them. A stage that this case does not come to, or has passed by without entering, is left
 * out; after the end only those that were entered remain.
 */
export function stagesOf(
  manifest: PackageManifest,
  caseRow: CaseRow,
  steps: readonly StepRow[],
  frame: PageFrame,
): Stage[] {
  const words = frame.texts.portal.status;
  const isClosed = caseRow.closed_at !== null;
  const possible = stagesAhead(manifest, caseRow.data as Variables, Number(caseRow.submitted_at));
  const current = manifest.stages.findIndex(({ id }) => id === caseRow.stage);
  return manifest.stages.flatMap((stage, index) => {
    const own = steps.filter(({ element_id }) => stage.elements.includes(element_id));
    const state = isClosed || index < current ? 'done' : index === Math.max(0, current) ? 'now' : 'ahead';
    if (state === 'ahead' && !possible.includes(stage)) return [];
    if (state === 'done' && own.length === 0 && index !== current) return [];
    const began =
      own.length === 0 ? Number(caseRow.submitted_at) : Math.min(...own.map((step) => Number(step.started_at)));
    const ended = Math.max(...own.map((step) => Number(step.ended_at ?? step.started_at)), began);
    const when =
      state === 'done'
        ? words.stageDone(longDate(ended, frame.language))
        : state === 'now'
          ? words.stageNow(longDate(began, frame.language))
          : undefined;
    return [
      {
        id: stage.id,
        title: localize(stage.title, frame.language),
        description: localize(stage.description, frame.language),
        state,
        when,
      },
    ];
  });
}

/** How the case ended, in words of the package. */
export function outcomeOf(manifest: PackageManifest, caseRow: CaseRow, frame: PageFrame): string | undefined {
  const outcome = manifest.outcomes.find(({ endEvent }) => endEvent === caseRow.outcome);
  return outcome && localize(outcome.title, frame.language);
}

/** Whether the citizen may still withdraw online. */
export const canWithdraw = (manifest: PackageManifest, caseRow: CaseRow, steps: readonly StepRow[]): boolean =>
  manifest.withdrawal !== undefined &&
  caseRow.closed_at === null &&
  !steps.some(({ element_id }) => manifest.withdrawal?.until.includes(element_id));
