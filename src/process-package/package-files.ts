import { createHash } from 'node:crypto';
import type { Finding } from './finding.js';

/** The files of a package: path inside the package (`form/start.form`) to UTF-8 text. */
export type PackageFiles = ReadonlyMap<string, string>;

/** Caps of one package; a package is text written by people, so these are generous. */
export const PACKAGE_LIMITS = { fileBytes: 4 * 1024 * 1024, totalBytes: 10 * 1024 * 1024, files: 200 } as const;

/** Folders and names are ASCII, at most three levels deep, and never climb: `form/start.form`. */
const SAFE_PATH = /^(?:[A-Za-z0-9_-][A-Za-z0-9._-]*\/){0,2}[A-Za-z0-9_-][A-Za-z0-9._-]*$/;

const ALLOWED_SUFFIX = /\.(?:yaml|bpmn|dmn|form|md)$/;

/** Checks names, number and sizes, before anything is parsed. */
export function checkPackageFiles(files: PackageFiles): Finding[] {
  const findings: Finding[] = [];
  const refuse = (file: string, message: string) => findings.push({ file, severity: 'error', message });
  if (files.size > PACKAGE_LIMITS.files) {
    refuse('', `Das Paket enthält ${files.size} Dateien; erlaubt sind höchstens ${PACKAGE_LIMITS.files}.`);
  }
  let total = 0;
  for (const [path, text] of files) {
    const bytes = Buffer.byteLength(text, 'utf8');
    total += bytes;
    if (!SAFE_PATH.test(path) || path.includes('..') || path.length > 200) {
      refuse(path, 'Der Dateiname ist nicht erlaubt. Verwenden Sie Buchstaben, Ziffern, Bindestrich und Unterordner.');
    } else if (!ALLOWED_SUFFIX.test(path)) {
      refuse(path, 'Diese Art von Datei gehört nicht in ein Prozesspaket (erlaubt: yaml, bpmn, dmn, form, md).');
    }
    if (bytes > PACKAGE_LIMITS.fileBytes) refuse(path, 'Die Datei ist grösser als 4 MB.');
    if (text.includes('\u0000')) refuse(path, 'Die Datei enthält Zeichen, die in Text nicht vorkommen (Nullbyte).');
    if (/<!DOCTYPE/i.test(text) && /\.(?:bpmn|dmn)$/.test(path)) {
      refuse(
        path,
        'Die Datei enthält eine DOCTYPE-Angabe. Solche Dateien werden aus Sicherheitsgründen nicht gelesen.',
      );
    }
  }
  if (total > PACKAGE_LIMITS.totalBytes) refuse('', 'Das Paket ist zusammen grösser als 10 MB.');
  return findings;
}

/**
 * SHA-256 over the sorted paths and contents, as hex: two packages with the same hash are the same version.
 * Lengths are hashed too, so that text cannot move from a file name into a file unnoticed.
 */
export function contentHash(files: PackageFiles): string {
  const hash = createHash('sha256');
  for (const path of [...files.keys()].sort()) {
    const content = Buffer.from(files.get(path) ?? '', 'utf8');
    hash.update(`${Buffer.byteLength(path)}:${path}:${content.length}:`).update(content);
  }
  return hash.digest('hex');
}
