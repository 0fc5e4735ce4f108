import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiError, api, messageOf } from '../api/studio-api.js';
import type { Files, Finding, PackageSummary, Session } from '../api/types.js';
import { changedFiles } from '../draft/changed-files.js';
import { dropBackup, keepBackup, readBackup } from '../draft/local-backup.js';
import { BpmnView, type BpmnHandle } from './bpmn-view.js';
import { ConflictNotice } from './conflict-notice.js';
import { FileTree } from './file-tree.js';
import { ProblemDrawer } from './problem-drawer.js';
import { PublishDialog } from './publish-dialog.js';
import { RolloutDialog } from './rollout-dialog.js';
import { swissDate } from './swiss-date.js';
import { Who } from './who.js';
import { TextEditor } from './text-editor.js';
import { words } from '../words.js';

interface Message {
  tone: 'good' | 'bad' | 'warn';
  text: string;
  /** Somebody else has saved the draft meanwhile. */
  isConflict?: boolean;
}

/** One package: files on the left, canvas or text in the middle, problems below. */
export function PackageEditor({ packageId, user }: { packageId: string; user: Session['user'] }) {
  const [summary, setSummary] = useState<PackageSummary | null>(null);
  const [files, setFiles] = useState<Files | null>(null);
  const [saved, setSaved] = useState<Files>({});
  const [revision, setRevision] = useState(0);
  /** Counts how often the files were replaced as a whole: editors then start anew. */
  const [edition, setEdition] = useState(0);
  const [current, setCurrent] = useState('');
  const [lint, setLint] = useState<Finding[]>([]);
  const [server, setServer] = useState<Finding[]>([]);
  const [message, setMessage] = useState<Message | null>(null);
  const [busy, setBusy] = useState(false);
  const [dialog, setDialog] = useState<'publish' | 'rollout' | null>(null);
  const handle = useRef<BpmnHandle | null>(null);
  const latest = useRef<Files>({});
  const wanted = useRef<{ element?: string; line?: number }>({});

  const isChanged = (path: string): boolean => files !== null && files[path] !== saved[path];
  const changed = files !== null && Object.keys(files).some(isChanged);

  useEffect(() => {
    void load();
  }, []);

  useEffect(() => {
    if (!files) return undefined;
    if (!changed) {
      dropBackup(packageId);
      return undefined;
    }
    if (!keepBackup(packageId, { revision, files: changedFiles(files, saved), at: Date.now() }))
      setMessage({
        tone: 'warn',
        text: words.noRoomForBackup,
      });
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [files, changed]);

  async function load(): Promise<void> {
    try {
      const [packages, draft] = await Promise.all([api.packages(), api.draft(packageId)]);
      const backup = readBackup(packageId);
      const content = backup ? { ...draft.files, ...backup.files } : draft.files;
      if (backup && backup.revision !== draft.revision)
        setMessage({ tone: 'bad', text: words.conflict(undefined, undefined), isConflict: true });
      else if (backup) setMessage({ tone: 'warn', text: words.restored });
      setSummary(packages.find(({ id }) => id === packageId) ?? null);
      // With the revision of the backup, saving notices when someone else has saved since.
      setRevision(backup?.revision ?? draft.revision);
      setSaved(draft.files);
      latest.current = content;
      setFiles(content);
      setEdition((count) => count + 1);
      setCurrent(Object.keys(content).find((path) => path.endsWith('.bpmn')) ?? Object.keys(content)[0] ?? '');
    } catch (error) {
      setMessage({ tone: 'bad', text: messageOf(error) });
    }
  }

  function edit(path: string, content: string): void {
    latest.current = { ...latest.current, [path]: content };
    setFiles(latest.current);
  }

  /** Runs one action with the button locked and every failure shown. */
  async function act(work: () => Promise<void>): Promise<void> {
    setBusy(true);
    setMessage(null);
    try {
      await handle.current?.flush();
      await work();
    } catch (error) {
      if (error instanceof ApiError && error.body.findings) setServer(error.body.findings);
      const isConflict = error instanceof ApiError && error.status === 409;
      // Another window of this browser that saved has dropped the backup, which is one per package.
      if (isConflict) keepBackup(packageId, { revision, files: changedFiles(latest.current, saved), at: Date.now() });
      setMessage({ tone: 'bad', text: isConflict ? conflictText(error) : messageOf(error), isConflict });
    } finally {
      setBusy(false);
    }
  }

  async function store(): Promise<number> {
    const content = latest.current;
    const { revision: next } = await api.saveDraft(packageId, revision, content);
    setRevision(next);
    setSaved(content);
    // Typed while the answer was on its way: the backup stays.
    if (latest.current === content) dropBackup(packageId);
    return next;
  }

  /** Puts the own files into the newest draft; whoever did it looks at the result and saves it. */
  const mergeOwn = () =>
    act(async () => {
      const draft = await api.draft(packageId);
      const own = changedFiles(latest.current, saved);
      latest.current = { ...draft.files, ...own };
      setRevision(draft.revision);
      setSaved(draft.files);
      setFiles(latest.current);
      setEdition((count) => count + 1);
      setMessage(Object.keys(own).length > 0 ? { tone: 'warn', text: words.merged } : null);
    });

  const discardOwn = () =>
    act(async () => {
      dropBackup(packageId);
      await load();
    });

  const save = () =>
    act(async () => {
      await store();
      setMessage({ tone: 'good', text: words.draftSaved });
    });

  const check = () =>
    act(async () => {
      const { findings } = await api.validate(packageId, latest.current);
      setServer(findings);
      setMessage(findings.length === 0 ? { tone: 'good', text: words.nothingFound } : null);
    });

  const publish = (version: string, notes: string) =>
    act(async () => {
      const next = changed ? await store() : revision;
      await api.publish(packageId, next, version, notes);
      setDialog(null);
      setSummary((await api.packages()).find(({ id }) => id === packageId) ?? summary);
      setMessage({
        tone: 'good',
        text: words.versionPublished(version),
      });
    });

  const rollOut = (bfs: string, version: string, name: string) =>
    act(async () => {
      await api.rollOut(packageId, bfs, version);
      setDialog(null);
      setMessage({
        tone: 'good',
        text: words.versionAtWork(version, name),
      });
    });

  async function open(path: string): Promise<void> {
    if (path === current || !files || !(path in files)) return;
    await handle.current?.flush();
    setLint([]);
    setCurrent(path);
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
  const findings = [
    ...server.filter(({ file }) => file !== current || lint.length === 0 || !current.endsWith('.bpmn')),
    ...server.filter(({ file }) => file === current && lint.length > 0 && current.endsWith('.bpmn')),
    ...lint,
  ];
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const content = files[current] ?? '';
  const version = summary?.versions[0]?.version;

  return (
    <div class="workbench">
      <header class="bar">
        <a
          class="brand"
          href="#/"
          onClick={(event) => {
            if (changed && !confirm(words.leaveUnsaved)) event.preventDefault();
          }}
        >
          {words.name}
        </a>
        <h1>{summary?.title ?? packageId}</h1>
        <span class="soft">{version ? words.versionNow(version) : words.unpublished}</span>
        <span class={`tag ${changed ? 'warn' : 'good'}`} role="status">
          {changed ? words.unsaved : words.saved}
        </span>
        <span class={`tag ${errors ? 'bad' : ''}`}>{words.problemCount(findings.length)}</span>
        <span class="spacer" />
        <button type="button" class="button" disabled={busy || !changed} onClick={save}>
          {words.save}
        </button>
        <button type="button" class="button" disabled={busy} onClick={check}>
          {words.check}
        </button>
        <button type="button" class="button" disabled={busy || !version} onClick={() => setDialog('rollout')}>
          {words.rollOut}
        </button>
        <button type="button" class="button primary" disabled={busy} onClick={() => setDialog('publish')}>
          {words.publish}
        </button>
        <Who name={user.name} />
      </header>
      {message?.isConflict && (
        <ConflictNotice
          text={message.text}
          paths={Object.keys(files).filter(isChanged)}
          busy={busy}
          onMerge={mergeOwn}
          onDiscard={discardOwn}
        />
      )}
      {message && !message.isConflict && (
        <p class={`notice ${message.tone}`} role={message.tone === 'bad' ? 'alert' : 'status'}>
          {message.text}
          <button type="button" class="plain" aria-label={words.closeMessage} onClick={() => setMessage(null)}>
            ✕
          </button>
        </p>
      )}
      <FileTree
        paths={Object.keys(files)}
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
            onChange={(xml) => edit(current, xml)}
            onLint={setLint}
            onProblem={(text) => setMessage({ tone: 'bad', text })}
          />
        ) : (
          <TextEditor
            key={`${current} ${edition}`}
            path={current}
            content={content}
            line={wanted.current.line}
            onChange={(text) => edit(current, text)}
          />
        )}
      </main>
      <ProblemDrawer findings={findings} onShow={(finding) => void show(finding)} />
      {dialog === 'publish' && (
        <PublishDialog
          current={version}
          busy={busy}
          problem={message?.tone === 'bad' ? message.text : null}
          onPublish={publish}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'rollout' && summary && (
        <RolloutDialog
          versions={summary.versions}
          busy={busy}
          problem={message?.tone === 'bad' ? message.text : null}
          onRollOut={rollOut}
          onClose={() => setDialog(null)}
        />
      )}
    </div>
  );
}

const conflictText = ({ body }: ApiError): string =>
  words.conflict(body.savedBy, body.savedAt && swissDate(body.savedAt));
