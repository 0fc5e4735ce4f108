import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiError, api, messageOf } from '../api/studio-api.js';
import type { Files, Finding, PackageSummary } from '../api/types.js';
import { swissDate } from '../views/swiss-date.js';
import { words } from '../words.js';
import { changedFiles } from './changed-files.js';
import { dropBackup, keepBackup, readBackup } from './local-backup.js';

export interface Message {
  tone: 'good' | 'bad' | 'warn';
  text: string;
  /** Somebody else has saved the draft meanwhile. */
  isConflict?: boolean;
}

/**
 * The draft of a package as this window has it: what was typed, what is saved, and what can be done with it. `flush` asks
 * the open editor for what it has not handed over yet.
 */
export function useDraft(packageId: string, flush: () => Promise<void>) {
  const [summary, setSummary] = useState<PackageSummary | null>(null);
  const [files, setFiles] = useState<Files | null>(null);
  const [saved, setSaved] = useState<Files>({});
  const [revision, setRevision] = useState(0);
  /** Counts how often the files were replaced as a whole: editors then start anew. */
  const [edition, setEdition] = useState(0);
  const [server, setServer] = useState<Finding[]>([]);
  const [message, setMessage] = useState<Message | null>(null);
  const [busy, setBusy] = useState(false);
  const latest = useRef<Files>({});

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
    } catch (error) {
      setMessage({ tone: 'bad', text: messageOf(error) });
    }
  }

  function edit(path: string, content: string): void {
    latest.current = { ...latest.current, [path]: content };
    setFiles(latest.current);
  }

  /** Runs one action with the buttons locked and every failure shown; answers whether it succeeded. */
  async function act(work: () => Promise<void>): Promise<boolean> {
    setBusy(true);
    setMessage(null);
    try {
      await flush();
      await work();
      return true;
    } catch (error) {
      if (error instanceof ApiError && error.body.findings) setServer(error.body.findings);
      const isConflict = error instanceof ApiError && error.status === 409;
      // Another window of this browser that saved has dropped the backup, which is one per package.
      if (isConflict) keepBackup(packageId, { revision, files: changedFiles(latest.current, saved), at: Date.now() });
      setMessage({ tone: 'bad', text: isConflict ? conflictText(error) : messageOf(error), isConflict });
      return false;
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
      setSummary((await api.packages()).find(({ id }) => id === packageId) ?? summary);
      setMessage({
        tone: 'good',
        text: words.versionPublished(version),
      });
    });

  const rollOut = (bfs: string, version: string, name: string) =>
    act(async () => {
      await api.rollOut(packageId, bfs, version);
      setMessage({
        tone: 'good',
        text: words.versionAtWork(version, name),
      });
    });

  const actions = { edit, save, check, publish, rollOut, mergeOwn, discardOwn, say: setMessage };
  return { summary, files, edition, changed, isChanged, server, message, busy, ...actions };
}

const conflictText = ({ body }: ApiError): string =>
  words.conflict(body.savedBy, body.savedAt && swissDate(body.savedAt));
