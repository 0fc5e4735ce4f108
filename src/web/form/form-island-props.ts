import type { FormError } from '../../form/validate-form.js';
import type { Variables } from '../../engine/engine.js';
import type { FormComponent } from '../../form/form-schema.js';
import type { Texts } from '../../texts/texts.js';

/** A file that was uploaded already. */
export interface IslandFile {
  id: string;
  name: string;
  /** In bytes. */
  size: number;
}

/**
 * Everything the browser's part of an e-form gets, as JSON. It draws the fields, saves while people type, uploads files,
 * and puts the data into the hidden input `daten` of the form element `formId` when that is sent.
 */
export interface FormIslandProps {
  /** Id of the form element around the buttons. */
  formId: string;
  /** Accessible name of the fields: the page's topic. */
  title: string;
  components: FormComponent[];
  /** What was typed so far. */
  data: Variables;
  /** What expressions and texts may read besides. Everything here can be read by whoever fills in the form. */
  context: Variables;
  errors: FormError[];
  files: IslandFile[];
  /**
   * Uploads: POST `url` (multipart, part `datei`) answers UploadAnswer; POST `url/<id>/entfernen` answers `{ok}`.
   * GET `url/<id>` is the file. Absent = no uploads.
   */
  uploadUrl?: string;
  /** Autosave: POST (JSON SaveRequest) answers SaveAnswer. Absent = nothing is saved before sending. */
  saveUrl?: string;
  /** Fingerprint of the saved state this page shows; a change in another window makes a different one. */
  stand: string;
  texts: Texts['form']['widget'];
  language: 'de' | 'fr';
}

export interface SaveRequest {
  daten: Variables;
  stand: string;
}

export type SaveAnswer =
  | { ok: true; stand: string; /** «Gespeichert um 14.30 Uhr» */ message: string }
  | { ok: false; code: 'CONFLICT' | 'GONE'; message: string };

export type UploadAnswer = { ok: true; file: IslandFile } | { ok: false; message: string };
