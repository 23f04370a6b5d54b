import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** A secret that our own forms carry (against cross-site request forgery). */
export interface FormToken {
  value: string;
  /** Compares in constant time. */
  fits(sent: unknown): boolean;
}

/** A secret of this process. */
export function createFormToken(): FormToken {
  return formToken(randomBytes(32).toString('base64url'));
}

/**
 * The secret of whoever holds this credential: HMAC-SHA-256 under it, so that every process knows it, and no site that
 * does not know the credential.
 */
export function formTokenOf(credential: string): FormToken {
  return formToken(createHmac('sha256', credential).update('forewarn form 1').digest('base64url'));
}

function formToken(value: string): FormToken {
  const expected = Buffer.from(value);
  return {
    value,
    fits(sent) {
      if (typeof sent !== 'string') return false;
      const given = Buffer.from(sent);
      return given.length === expected.length && timingSafeEqual(given, expected);
    },
  };
}
