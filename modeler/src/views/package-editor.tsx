import { useRef, useState } from 'preact/hooks';
import type { Finding, Session } from '../api/types.js';
import { useDraft } from '../draft/use-draft.js';
import { words } from '../words.js';
import { BpmnView, type BpmnHandle } from './bpmn-view.js';
import { ConflictNotice } from './conflict-notice.js';
import { EditorBar } from './editor-bar.js';
import { FileTree } from './file-tree.js';
import { ProblemDrawer } from './problem-drawer.js';
import { PublishDialog } from './publish-dialog.js';
import { RolloutDialog } from './rollout-dialog.js';
import { TextEditor } from './text-editor.js';
import { Who } from './who.js';

/** One package: files on the left, canvas or text in the middle, problems below. */
export function PackageEditor({ packageId, user }: { packageId: string; user: Session['user'] }) {
  const handle = useRef<BpmnHandle | null>(null);
  const draft = useDraft(packageId, async () => handle.current?.flush());
  const { summary, files, edition, changed, isChanged, message, busy } = draft;
  const [chosen, setChosen] = useState('');
  const [lint, setLint] = useState<Finding[]>([]);
  const [dialog, setDialog] = useState<'publish' | 'rollout' | null>(null);
  const wanted = useRef<{ element?: string; line?: number }>({});
  const paths = Object.keys(files ?? {});
  const current = files && chosen in files ? chosen : (paths.find((path) => path.endsWith('.bpmn')) ?? paths[0] ?? '');

  async function open(path: string): Promise<void> {
    if (path === current || !files || !(path in files)) return;
    await handle.current?.flush();
    setLint([]);
    setChosen(path);
  }

  async function show(finding: Finding): Promise<void> {
    wanted.current = { element: finding.elementId, line: finding.line };
    if (finding.file && finding.file !== current) await open(finding.file);
    else if (finding.elementId) handle.current?.select(finding.elementId);
  }

  if (!files)
    return (
      <main class="page">
        <p>
          <a href="#/">{words.allPackages}</a>
        </p>
        {message ? (
          <p class="notice bad" role="alert">
            {message.text}
          </p>
        ) : (
          <p role="status">{words.loading}</p>
        )}
      </main>
    );
  const findings = [...draft.server, ...lint];
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const content = files[current] ?? '';
  const version = summary?.versions[0]?.version;
  const problem = message?.tone === 'bad' ? message.text : null;
  const close = (done: boolean) => void (done && setDialog(null));

  return (
    <div class="workbench">
      <EditorBar
        title={summary?.title ?? packageId}
        version={version}
        changed={changed}
        problems={findings.length}
        errors={errors}
      >
        <button type="button" class="button" disabled={busy || !changed} onClick={draft.save}>
          {words.save}
        </button>
        <button type="button" class="button" disabled={busy} onClick={draft.check}>
          {words.check}
        </button>
        <button type="button" class="button" disabled={busy || !version} onClick={() => setDialog('rollout')}>
          {words.rollOut}
        </button>
        <button type="button" class="button primary" disabled={busy} onClick={() => setDialog('publish')}>
          {words.publish}
        </button>
        <Who name={user.name} />
      </EditorBar>
      {message?.isConflict && (
        <ConflictNotice
          text={message.text}
          paths={paths.filter(isChanged)}
          busy={busy}
          onMerge={draft.mergeOwn}
          onDiscard={draft.discardOwn}
        />
      )}
      {message && !message.isConflict && (
        <p class={`notice ${message.tone}`} role={message.tone === 'bad' ? 'alert' : 'status'}>
          {message.text}
          <button type="button" class="plain" aria-label={words.closeMessage} onClick={() => draft.say(null)}>
            ✕
          </button>
        </p>
      )}
      <FileTree
        paths={paths}
        current={current}
        isChanged={isChanged}
        findings={findings}
        onOpen={(path) => {
          wanted.current = {};
          void open(path);
        }}
      />
      <main class="stage">
        {current.endsWith('.bpmn') ? (
          <BpmnView
            key={`${current} ${edition}`}
            file={current}
            xml={content}
            handle={handle}
            element={wanted.current.element}
            onChange={(xml) => draft.edit(current, xml)}
            onLint={setLint}
            onProblem={(text) => draft.say({ tone: 'bad', text })}
          />
        ) : (
          <TextEditor
            key={`${current} ${edition}`}
            path={current}
            content={content}
            line={wanted.current.line}
            onChange={(text) => draft.edit(current, text)}
          />
        )}
      </main>
      <ProblemDrawer findings={findings} onShow={(finding) => void show(finding)} />
      {dialog === 'publish' && (
        <PublishDialog
          current={version}
          busy={busy}
          problem={problem}
          onPublish={async (...given) => close(await draft.publish(...given))}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'rollout' && summary && (
        <RolloutDialog
          versions={summary.versions}
          busy={busy}
          problem={problem}
          onRollOut={async (...given) => close(await draft.rollOut(...given))}
          onClose={() => setDialog(null)}
        />
      )}
    </div>
  );
}
