import type { Binding } from '../../model/index.js';
import type { Definition } from '../state/definition.js';
import type { Versions } from '../state/versions.js';

interface Deployed {
  readonly key: number;
  readonly tenantId: string;
  readonly version: number;
  readonly deploymentKey: number;
  readonly versionTag: string;
}

/**
 * The version an element refers to: the newest, the newest with a tag, or the one that was current when the element's process was deployed. A
 * file that was deployed again unchanged keeps its old version, so "deployed together" means: the newest up to then.
 */
export function deployedVersion<T extends Deployed>(
  versions: Versions<T>,
  { tenantId, deploymentKey }: Definition,
  id: string,
  binding: Binding,
): T | undefined {
  if (binding.type === 'latest') return versions.latest(tenantId, id);
  if (binding.type === 'versionTag') return versions.tagged(tenantId, id, binding.tag);
  return versions.inDeployment(tenantId, id, deploymentKey);
}
