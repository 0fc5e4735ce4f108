import { hkdfSync } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';

/** Seconds a token is good for; clients ask for a new one by themselves. */
export const TOKEN_LIFETIME = 3_600;

const ISSUER = 'digital-service-center';
const AUDIENCE = 'zeebe-gateway';

/** Whom a token was given to, and for which secret (its SHA-256). */
export interface TokenHolder {
  id: string;
  secretDigest: string;
}

/**
 * Tokens of the endpoint where clients show their secret once (OAuth 2.0, client credentials): JWTs signed by this
 * installation, so every process that shares its secrets accepts them, and none is stored.
 */
export class AccessTokens {
  private readonly key: Uint8Array;

  /** @param installationKey a secret that all processes of the installation have */
  constructor(installationKey: string) {
    // A key of its own: a token must never be good for something else that the same secret protects.
    this.key = new Uint8Array(hkdfSync('sha256', installationKey, '', 'zeebe gateway tokens', 32));
  }

  issue({ id, secretDigest }: TokenHolder): Promise<string> {
    return new SignJWT({ secretDigest })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setSubject(id)
      .setIssuedAt()
      .setExpirationTime(`${TOKEN_LIFETIME}s`)
      .sign(this.key);
  }

  /** Undefined when it is no token of ours, or none any more. */
  async read(token: string): Promise<TokenHolder | undefined> {
    try {
      const { payload } = await jwtVerify(token, this.key, {
        algorithms: ['HS256'],
        issuer: ISSUER,
        audience: AUDIENCE,
      });
      return { id: payload.sub ?? '', secretDigest: String(payload['secretDigest']) };
    } catch {
      return undefined;
    }
  }
}
