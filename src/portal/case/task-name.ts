import { localize } from '../../process-package/localized-text.js';
import type { ProcessPackage } from '../../process-package/process-package.js';
import type { Language } from '../../texts/texts.js';

/** What an applicant's task is called: by the manifest, else by the model. */
export function taskName({ manifest, bpmn }: ProcessPackage, elementId: string, language: Language): string {
  const declared = manifest.citizenTasks.find(({ element }) => element === elementId);
  if (declared) return localize(declared.title, language);
  const element = bpmn.flatMap(({ outline }) => outline.elements).find(({ id }) => id === elementId);
  return element?.name || elementId;
}
