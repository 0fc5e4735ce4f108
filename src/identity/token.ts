import { createHash, randomBytes } from 'node:crypto';

/** An unguessable token for cookies and links: 32 bytes, 256 bits, URL-safe. */
export const createToken = (): string => randomBytes(32).toString('base64url');

/** What the database keeps instead of the token: who reads the table cannot sign in with it. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url');
