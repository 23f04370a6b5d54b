import { toPointer } from '../json-pointer.ts';
import type { PactField } from '../pact/types.ts';

/**
 * Response fields as an agreement names them (`amount`, `data[].id`, `data.id`, `data/*` + `/id`), as
 * fields that are read whatever their value.
 */
export function declaredFields(names: readonly string[]): PactField[] {
  return names.map((name) => ({
    part: 'response',
    of: 'body',
    location: locationOf(name),
    match: 'type',
    example: null,
    regex: null,
  }));
}

/** The location that a name in an agreement stands for. */
export function locationOf(name: string): string {
  if (name.includes('/')) return name.startsWith('/') ? name : `/${name}`;
  const steps = name
    .replace(/^\$\.?/, '')
    .replace(/\[[*\d]*\]/g, '.*')
    .split('.');
  return toPointer(steps.filter((step) => step !== ''));
}
