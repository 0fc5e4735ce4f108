import { FilePicker } from '@bpmn-io/form-js-viewer';
import { useRef, useState } from 'preact/hooks';
import type { IslandFile, UploadAnswer } from '../../../form/form-island-props.js';
import type { FieldProps } from '../field-props.js';
import { type Host, useHost } from '../host-context.js';
import { FieldShell, useFieldParts } from './field-shell.js';

const LARGEST = 20 * 1024 * 1024;
const size = (bytes: number): string =>
  bytes >= 1_048_576 ? `${(bytes / 1_048_576).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`;

/** Files are stored one by one as soon as they are chosen; the field's value is the list of their ids. */
export function FileInput(props: FieldProps) {
  const { field, value, onChange } = props;
  const host = useHost();
  const parts = useFieldParts(props);
  const input = useRef<HTMLInputElement>(null);
  const [running, setRunning] = useState<string>();
  const [failures, setFailures] = useState<string[]>([]);
  const { texts, uploadUrl } = host.props;
  const ids = Array.isArray(value) ? value.map(String) : [];
  const isMultiple = field.multiple === true;
  const isLocked = props.disabled || props.readonly || uploadUrl === undefined;

  const add = async (chosen: File[]): Promise<void> => {
    setFailures([]);
    let known = ids;
    for (const file of chosen) {
      setRunning(file.name);
      const answer = await upload(host, file);
      if (answer.ok) {
        host.props.files.push(answer.file);
        known = isMultiple ? [...known, answer.file.id] : [answer.file.id];
        onChange({ value: known });
        host.announce(`${texts.uploaded}: ${answer.file.name}`);
      } else setFailures((list) => [...list, `${file.name}: ${answer.message}`]);
    }
    setRunning(undefined);
    if (input.current) input.current.value = '';
  };

  const remove = async (id: string): Promise<void> => {
    const rest = ids.filter((each) => each !== id);
    onChange({ value: rest.length === 0 ? null : rest });
    host.announce(texts.removed);
    input.current?.focus();
    // A file that stays behind after a failure belongs to no field and is deleted with the draft.
    await fetch(`${uploadUrl}/${id}/entfernen`, { method: 'POST', headers: JSON_ONLY }).catch(() => undefined);
  };

  return (
    <FieldShell input={props} parts={parts}>
      <FileRows files={ids.map((id) => fileOf(host, id))} host={host} onRemove={isLocked ? undefined : remove} />
      {failures.map((failure) => (
        <p class="error-text" role="alert" key={failure}>
          {failure}
        </p>
      ))}
      {!isLocked && (
        <input
          ref={input}
          id={parts.id}
          class="file-input"
          type="file"
          accept={field.accept}
          multiple={isMultiple}
          disabled={running !== undefined}
          aria-describedby={parts.described}
          aria-invalid={parts.error ? 'true' : undefined}
          onChange={(event) => void add([...(event.currentTarget.files ?? [])])}
        />
      )}
      {running !== undefined && (
        <p class="hint" role="status">
          {texts.uploading} {running}
        </p>
      )}
    </FieldShell>
  );
}
FileInput.config = {
  ...FilePicker.config,
  sanitizeValue: ({ value }: { value: unknown }) => (Array.isArray(value) && value.length > 0 ? value : null),
};

const JSON_ONLY = { accept: 'application/json' };

const fileOf = (host: Host, id: string): IslandFile =>
  host.props.files.find((file) => file.id === id) ?? { id, name: id, size: 0 };

interface FileRowsProps {
  files: IslandFile[];
  host: Host;
  onRemove: ((id: string) => Promise<void>) | undefined;
}

function FileRows({ files, host, onRemove }: FileRowsProps) {
  const { texts, uploadUrl } = host.props;
  if (files.length === 0) return null;
  return (
    <ul class="file-list">
      {files.map((file) => (
        <li key={file.id}>
          {uploadUrl ? (
            <a href={`${uploadUrl}/${file.id}`} target="_blank" rel="noreferrer">
              {file.name}
            </a>
          ) : (
            <span>{file.name}</span>
          )}
          {file.size > 0 && <small>{size(file.size)}</small>}
          {onRemove && (
            <button type="button" class="button quiet small" onClick={() => void onRemove(file.id)}>
              {texts.removeEntry}
              <span class="visually-hidden">: {file.name}</span>
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

async function upload(host: Host, file: File): Promise<UploadAnswer> {
  const { texts, uploadUrl } = host.props;
  // A body that is far too large is refused before it travels.
  if (file.size > LARGEST) return { ok: false, message: texts.tooLarge };
  const body = new FormData();
  body.append('datei', file);
  try {
    const response = await fetch(uploadUrl ?? '', { method: 'POST', body, headers: JSON_ONLY });
    if (response.status === 401) return { ok: false, message: texts.signedOut };
    return (await response.json()) as UploadAnswer;
  } catch {
    return { ok: false, message: texts.uploadFailed };
  }
}
