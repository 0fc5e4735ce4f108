import type { ComponentChildren } from 'preact';
import { fileSize } from '../format.js';

export interface ListedFile {
  id: string;
  title: string;
  href: string;
  /** In bytes. */
  size: number;
  /** `PDF`, `JPG`. */
  kind: string;
  /** Date or state, in words. */
  note?: string | undefined;
  /** Buttons that belong to the file. */
  actions?: ComponentChildren;
}

/** Files to open, with kind and size, so that nobody is surprised by a download. */
export function FileList({ files, empty }: { files: ListedFile[]; empty: string }) {
  if (files.length === 0) return <p class="empty-text">{empty}</p>;
  return (
    <ul class="file-list">
      {files.map((file) => (
        <li key={file.id}>
          <a href={file.href}>{file.title}</a>
          <small>
            {file.kind}, {fileSize(file.size)}
            {file.note && ` · ${file.note}`}
          </small>
          {file.actions}
        </li>
      ))}
    </ul>
  );
}
