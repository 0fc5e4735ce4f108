import { type PackageManifest } from '../../process-package/manifest.js';
import type { StepRow } from '../../case/case-steps.store.js';
import type { TaskRow } from '../../task/task.store.js';
import { deadlineVariables, runningDeadlines } from './running-deadlines.js';

const manifest = {
  deadlines: [
    { title: { de: 'Einsprachefrist', fr: 'Le délai d’opposition' }, whileActive: 'sub_frist', lastDay: 'ende' },
    { title: { de: 'Frist zur Nachreichung' }, whileActive: 'ut_nachreichen' },
  ],
} as PackageManifest;
const step = (ended_at: string | null): StepRow => ({ element_id: 'sub_frist', ended_at }) as StepRow;
const facts = { tasks: [], steps: [step(null)], variables: new Map([['ende', '2027-01-04']]) };

describe('runningDeadlines', () => {
  it('should name the period and its last day while it runs', () => {
    expect(deadlineVariables(manifest)).toEqual(['ende']);
    expect(runningDeadlines(manifest, facts, 'de')).toEqual([{ title: 'Einsprachefrist', lastDay: '2027-01-04' }]);
    expect(runningDeadlines(manifest, facts, 'fr')[0]?.title).toBe('Le délai d’opposition');
  });

  it('should say nothing before and after', () => {
    expect(runningDeadlines(manifest, { ...facts, steps: [step('1')] }, 'de')).toEqual([]);
    expect(runningDeadlines(manifest, { ...facts, variables: new Map() }, 'de')).toEqual([]);
  });

  it('should take the due date of the task that the period is for', () => {
    const task = { key: '7', element_id: 'ut_nachreichen', due_date: '1800000000000' } as TaskRow;
    expect(runningDeadlines(manifest, { ...facts, steps: [], tasks: [task] }, 'de')).toEqual([
      { title: 'Frist zur Nachreichung', lastDay: '1800000000000', taskKey: '7' },
    ]);
  });
});
