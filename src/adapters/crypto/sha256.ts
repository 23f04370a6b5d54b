import { hash } from 'node:crypto';

/** SHA-256 of UTF-8 text as 64 lower-case hex digits (FIPS 180-4): the core's port, by Node. */
export function sha256(text: string): string {
  return hash('sha256', text, 'hex');
}
