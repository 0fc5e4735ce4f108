import { bpmn } from '../../core/testing/bpmn-text.js';
import { checkBpmn, isError } from '../index.js';

export type Broken = [what: string, text: string, at: string, reason: string];

/** The errors of a file, or of the processes of one: element with its type, and the reason. */
export async function errorsOf(text: string): Promise<[at: string, reason: string][]> {
  const findings = await checkBpmn(text.startsWith('<?xml') ? text : bpmn(text));
  return findings
    .filter(isError)
    .map(({ elementId, elementType, reason }) => [
      elementId === '' ? 'the file' : `${elementId} (${elementType})`,
      reason,
    ]);
}
