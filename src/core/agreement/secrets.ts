import { isObject } from '../json.ts';

/** A secret that a file names, and where. */
export interface NamedSecret {
  name: string;
  path: (string | number)[];
}

/** The environment variable that holds a secret on one machine: `acme-pay/token` is `FOREWARN_SECRET_ACME_PAY_TOKEN`. */
export function secretVariable(name: string): string {
  return `FOREWARN_SECRET_${name.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
}

/** Every secret that an agreement's or the shared file's data names, in file order. */
export function namedSecrets(data: unknown): NamedSecret[] {
  if (!isObject(data)) return [];
  return ['environments', 'contacts', 'broker', 'ours'].flatMap((key) => [...under(data[key], [key])]);
}

function* under(value: unknown, path: (string | number)[]): Iterable<NamedSecret> {
  if (Array.isArray(value)) for (const [index, item] of value.entries()) yield* under(item, [...path, index]);
  if (!isObject(value)) return;
  for (const [key, member] of Object.entries(value)) {
    if (key === 'secret' && typeof member === 'string') yield { name: member, path: [...path, key] };
    else yield* under(member, [...path, key]);
  }
}
