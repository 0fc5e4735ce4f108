import { useState } from 'preact/hooks';
import type { Finding } from '../api/types.js';
import { words } from '../words.js';

/** All findings; a click leads to the element or the file. */
export function ProblemDrawer({ findings, onShow }: { findings: Finding[]; onShow: (finding: Finding) => void }) {
  const [open, setOpen] = useState(true);
  const sorted = findings.toSorted((a, b) => a.severity.localeCompare(b.severity));
  return (
    <section class={`drawer ${open ? '' : 'closed'}`} aria-label={words.problems}>
      <button type="button" class="drawer-head" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? '▾' : '▸'} {words.problems} <span class="soft">{findings.length}</span>
      </button>
      {open &&
        (sorted.length === 0 ? (
          <p class="soft">{words.noProblems}</p>
        ) : (
          <ul>
            {sorted.map((finding, index) => (
              <li key={index}>
                <button type="button" onClick={() => onShow(finding)}>
                  <span class={`tag ${finding.severity === 'error' ? 'bad' : 'warn'}`}>
                    {finding.severity === 'error' ? words.error : words.warning}
                  </span>
                  <span>{finding.message}</span>
                  <span class="soft">
                    {[finding.elementName ?? finding.elementId, finding.file, finding.line && words.line(finding.line)]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        ))}
    </section>
  );
}
