import { PackageLibrary } from '../process-package/package-library.js';
import type { TaskRow } from '../task/task.store.js';

/** An open task as lists show it. */
export interface DescribedTask extends TaskRow {
  /** Name of the task in the model. */
  title: string;
  packageTitle: string;
}

/** Adds the names that stand in the model of the package version each case runs on. */
export function describeTasks(library: PackageLibrary, rows: readonly TaskRow[]): Promise<DescribedTask[]> {
  return Promise.all(
    rows.map(async (row) => {
      const pkg = await library.version(row.package_id, row.package_version);
      const elements = pkg.bpmn.flatMap(({ outline }) => outline.elements);
      const title = elements.find(({ id }) => id === row.element_id)?.name ?? row.element_id;
      return { ...row, title, packageTitle: pkg.manifest.title.de };
    }),
  );
}
