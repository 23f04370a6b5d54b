import { sha256 } from '../crypto/sha256.ts';

/** Longest name that Scheduler takes. */
const LONGEST = 64;
const HASH_DIGITS = 16;

/** Stands for the environment in the name of a schedule for documents alone. */
const DOCUMENTS = 'documents';

/**
 * Name of the schedule of a partner and an environment (null: documents only): `<partner>--<environment>`. Where two
 * could get the same name, or it would be longer than 64, it is cut and ends in `_` and a hash: names never have `_`.
 */
export function scheduleName(partner: string, environment: string | null): string {
  const name = `${partner}--${environment ?? DOCUMENTS}`;
  const ambiguous =
    partner.includes('--') || (environment?.includes('--') ?? false) || environment === DOCUMENTS;
  if (!ambiguous && name.length <= LONGEST) return name;
  const hash = sha256(JSON.stringify([partner, environment])).slice(0, HASH_DIGITS);
  return `${name.slice(0, LONGEST - HASH_DIGITS - 1)}_${hash}`;
}
