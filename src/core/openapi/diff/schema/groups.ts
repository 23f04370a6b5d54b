import { isObject, type JsonObject } from '../../../json.ts';
import type { ApiDocument, Located } from '../../document/types.ts';
import { alternativesOf } from './flatten.ts';
import type { Discriminator, Group } from './shape.ts';

const KINDS = [
  ['oneOf', 'one-of'],
  ['anyOf', 'any-of'],
] as const;

/** The `oneOf` and `anyOf` of plain schemas that leave a choice. */
export function groupsOf(document: ApiDocument, plain: readonly Located<JsonObject>[]): Group[] {
  return plain.flatMap((at) =>
    KINDS.flatMap(([keyword, kind]): Group[] => {
      const found = alternativesOf(document, at, keyword);
      if (!found || found.sole || found.alternatives.length === 0) return [];
      const { alternatives, nullable } = found;
      return [{ kind, alternatives, nullable, discriminator: discriminatorOf(at.value) }];
    }),
  );
}

/** The discriminator that a schema states, or null. */
export function discriminatorOf({ discriminator }: JsonObject): Discriminator | null {
  if (!isObject(discriminator) || typeof discriminator.propertyName !== 'string') return null;
  const mapping = isObject(discriminator.mapping) ? Object.entries(discriminator.mapping) : [];
  const named = mapping.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return { property: discriminator.propertyName, mapping: new Map(named) };
}
