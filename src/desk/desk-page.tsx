import type { ComponentChildren } from 'preact';
import type { StaffMember } from '../identity/staff.guard.js';
import { Notice } from '../web/components/notice.js';
import { clockTime } from '../web/format.js';
import { DeskLayout } from '../web/layout/desk-layout.js';
import type { PageFrame } from '../web/page-frame.js';

/** What every page of the desk needs. */
export interface DeskFrame {
  frame: PageFrame;
  who: StaffMember;
  /** Names of the Gemeinden the person may switch to, by BFS number. */
  municipalities: ReadonlyMap<string, string>;
  /** Epoch milliseconds, when the engine has not done for a while what people asked for. */
  standsStillSince?: number;
  /** `free`: of the groups' tasks those that nobody has taken. */
  counts: { mine: number; groups: number; free: number; stopped: number };
}

export interface DeskPageProps {
  desk: DeskFrame;
  title: string;
  current: 'tasks' | 'cases' | 'counter' | 'outbox';
  search?: string | undefined;
  scripts?: string[];
  styles?: string[];
  children: ComponentChildren;
}

/** Frame of every page of the desk: where people are, what waits for them, how to find a case. */
export function DeskPage({ desk, title, current, search, scripts = [], styles, children }: DeskPageProps) {
  const { frame, who, counts } = desk;
  const words = frame.texts.desk.navigation;
  const navigation = [
    { href: '/desk', label: words.tasks, count: counts.mine + counts.free, current: current === 'tasks' },
    { href: '/desk/faelle', label: words.cases, current: current === 'cases' },
    { href: '/desk/schalter', label: words.counter, current: current === 'counter' },
    { href: '/desk/ausgang', label: words.outbox, current: current === 'outbox' },
  ];
  return (
    <DeskLayout
      frame={frame}
      title={title}
      navigation={navigation}
      user={{ name: who.name, csrfToken: who.csrfToken, signOut: '/abmelden' }}
      search={{ action: '/desk/faelle', value: search ?? '' }}
      tools={<SwitchMunicipality desk={desk} />}
      scripts={['desk.js', ...scripts]}
      {...(styles ? { styles } : {})}
    >
      {desk.standsStillSince !== undefined && (
        <Notice tone="warn">
          <p role="status">{frame.texts.desk.standsStill(clockTime(desk.standsStillSince, frame.language))}</p>
        </Notice>
      )}
      {children}
    </DeskLayout>
  );
}

function SwitchMunicipality({ desk: { frame, who, municipalities } }: { desk: DeskFrame }) {
  if (municipalities.size < 2) return null;
  const words = frame.texts.desk;
  return (
    <form action="/desk/gemeinde" method="post" class="desk-switch">
      <label class="visually-hidden" for="desk-gemeinde">
        {words.switchMunicipality}
      </label>
      <select id="desk-gemeinde" name="bfs">
        {[...municipalities].map(([bfs, name]) => (
          <option key={bfs} value={bfs} selected={bfs === who.tenantId}>
            {name}
          </option>
        ))}
      </select>
      <button class="button quiet" type="submit">
        {words.switchButton}
      </button>
    </form>
  );
}
