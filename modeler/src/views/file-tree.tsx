import type { Finding } from '../api/types.js';
import { words } from '../words.js';

interface Props {
  paths: string[];
  current: string;
  isChanged: (path: string) => boolean;
  findings: Finding[];
  onOpen: (path: string) => void;
}

/** The package's files by folder, with marks for what is unsaved or faulty. */
export function FileTree({ paths, current, isChanged, findings, onOpen }: Props) {
  const folders = Map.groupBy(paths.toSorted(), (path) =>
    path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '',
  );
  return (
    <nav class="tree" aria-label={words.files}>
      {[...folders].map(([folder, members]) => (
        <section key={folder}>
          <h2>{words.folders[folder] ?? folder}</h2>
          <ul>
            {members.map((path) => (
              <li key={path}>
                <button type="button" aria-current={path === current ? 'page' : undefined} onClick={() => onOpen(path)}>
                  <span>{path.slice(path.lastIndexOf('/') + 1)}</span>
                  {isChanged(path) && (
                    <span class="mark warn" title={words.fileUnsaved}>
                      ●
                    </span>
                  )}
                  {findings.some(({ file, severity }) => file === path && severity === 'error') && (
                    <span class="mark bad" title={words.fileFaulty}>
                      ✕
                    </span>
                  )}
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}
