import type { Secrets } from '../../app/ports.ts';
import { ForewarnError } from '../../core/errors.ts';
import type { Failure } from '../../core/exchange/types.ts';

/** A secret that was read, and where a person sets it. */
export interface SecretValue {
  value: string;
  place: string;
}

/** Reads a secret; where it is not set or cannot be read, a failure that names where it is set. Never throws. */
export async function secretValue(secrets: Secrets, name: string): Promise<SecretValue | Failure> {
  const place = secrets.placeOf?.(name) ?? name;
  try {
    const value = await secrets.read(name);
    return value === null ? { class: 'credentials', detail: `set ${place}` } : { value, place };
  } catch (error) {
    // Short, since both names have to fit into a line of a report.
    const why = error instanceof ForewarnError ? `: ${error.message}` : ' cannot be read';
    return { class: 'credentials', detail: `${place}${why}` };
  }
}
