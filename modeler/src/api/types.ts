/** What the studio's HTTP interface answers. */
export interface Session {
  user: { name: string; email: string };
  csrfToken: string;
}
export interface Version {
  version: string;
  publishedAt: string;
  publishedBy: string;
  contentHash: string;
  notes: string;
}
export interface Rollout {
  bfs: string;
  gemeinde: string;
  version: string;
  state: string;
  activatedAt: string;
}
export interface PackageSummary {
  id: string;
  title: string;
  draft: { revision: number; savedAt: string; savedBy: string; changed: boolean } | null;
  versions: Version[];
  rollouts: Rollout[];
}
export type Files = Record<string, string>;
export interface Draft {
  revision: number;
  files: Files;
  baseVersion: string | null;
}
export interface Finding {
  file: string;
  elementId?: string;
  elementName?: string;
  severity: 'error' | 'warning';
  message: string;
  line?: number;
}
export interface Gemeinde {
  bfs: string;
  name: string;
  bezirk: string;
}
