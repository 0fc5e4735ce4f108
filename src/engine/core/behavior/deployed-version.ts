import type { BindingType } from '../../model/index.js';
import type { Definition } from '../state/definition.js';
import type { Versions } from '../state/versions.js';

interface Deployed {
  readonly key: number;
  readonly tenantId: string;
  readonly version: number;
  readonly deploymentKey: number;
}

/**
 * The version an element refers to: the newest, or the one that was current when the element's process was deployed. A
 * file that was deployed again unchanged keeps its old version, so "deployed together" means: the newest up to then.
 */
export function deployedVersion<T extends Deployed>(
  versions: Versions<T>,
  { tenantId, deploymentKey }: Definition,
  id: string,
  binding: BindingType,
): T | undefined {
  return binding === 'latest' ? versions.latest(tenantId, id) : versions.inDeployment(tenantId, id, deploymentKey);
}
