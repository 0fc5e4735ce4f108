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

/**
 * Path of the citizen's page: `/fall/6173-<secret>`. The Gemeinde stands in front, so that the case is looked up inside
 * it and never across all Gemeinden.
 */
export const casePath = (tenantId: string, token: string): string => `/fall/${tenantId}-${token}`;

/** The parts of the link's last segment; undefined when it cannot be one. */
export function readCaseLink(segment: string): { tenantId: string; token: string } | undefined {
  const match = /^(\d{4})-([A-Za-z0-9_-]{32})$/.exec(segment);
  return match?.[1] && match[2] ? { tenantId: match[1], token: match[2] } : undefined;
}
