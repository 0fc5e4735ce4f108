import { createHmac } from 'node:crypto';
import { hashToken } from '../identity/token.js';

/** Nest injection token of the key from which access links are derived (at least 32 random bytes as text). */
export const LINK_KEY = Symbol('LinkKey');

/**
 * The secret in a citizen's link to a case. It is derived, not stored: letters and mails can repeat it at any time,
 * and who reads the database cannot open a case with what stands there. 32 characters, 192 bits.
 */
export function accessToken(linkKey: string, caseId: string): string {
  return createHmac('sha256', linkKey).update(`case:${caseId}`).digest('base64url').slice(0, 32);
}

export const accessHash = (token: string): string => hashToken(token);
