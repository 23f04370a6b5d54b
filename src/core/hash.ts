import { canonicalJson } from './canonical-json.ts';
import type { Json } from './json.ts';

/** SHA-256 of UTF-8 text, as 64 lower-case hex digits. A port, so that the core needs no Node. */
export type Sha256 = (text: string) => string;

/** SHA-256 over the canonical JSON (RFC 8785) of a value: 64 hex digits. */
export function hashJson(value: Json, sha256: Sha256): string {
  return sha256(canonicalJson(value));
}

/** The first 32 hex digits of {@link hashJson}: how fingerprints and drift keys are written. */
export function shortHash(value: Json, sha256: Sha256): string {
  return hashJson(value, sha256).slice(0, 32);
}
