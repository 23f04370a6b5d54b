import { type GoneByThen, keyOfGone } from '../../core/coming/as-of.ts';
import { parseSubject } from '../../core/drift/subject.ts';
import { isObject, type Json } from '../../core/json.ts';
import { readLocation } from '../../core/usage/location.ts';

/** What an emulated API has no more, though its document names it. */
export interface Missing {
  /** Keys of operations. */
  operations: ReadonlySet<string>;
  /** Steps to the fields that answers leave out, by operation key and status. */
  fields: ReadonlyMap<string, readonly { status: string | undefined; steps: readonly string[] }[]>;
}

/** Takes apart what is gone. */
export function missingOf(gone: readonly GoneByThen[]): Missing {
  const fields = new Map<string, { status: string | undefined; steps: string[] }[]>();
  for (const one of gone.filter(({ what }) => what === 'field')) {
    const subject = parseSubject(one.subject);
    if (!subject) continue;
    const known = fields.get(keyOfGone(one)) ?? [];
    fields.set(keyOfGone(one), [
      ...known,
      { status: subject.status, steps: readLocation(subject.location).steps },
    ]);
  }
  return { operations: new Set(gone.filter(({ what }) => what === 'operation').map(keyOfGone)), fields };
}

/** A body without the fields that are gone of an operation's answers of a status. */
export function withoutFields(body: Json, key: string, status: string, missing: Missing | null): Json {
  return (missing?.fields.get(key) ?? [])
    .filter((one) => one.status === undefined || one.status === status || one.status === `${status[0]}XX`)
    .reduce((left, { steps }) => without(left, steps), body);
}

function without(value: Json, [step, ...rest]: readonly string[]): Json {
  if (step === undefined) return value;
  if (Array.isArray(value)) return step === '*' ? value.map((item) => without(item, rest)) : value;
  if (!isObject(value)) return value;
  const isMeant = (name: string) => step === '{*}' || step === name;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]): [string, Json][] => {
      if (!isMeant(name)) return [[name, member]];
      return rest.length === 0 ? [] : [[name, without(member, rest)]];
    }),
  );
}
