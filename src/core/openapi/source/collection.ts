/** A member or item as it is written, by offsets into the text. */
export interface Entry {
  /** Of its key or, in a list, of the item. */
  start: number;
  /** From where its value is looked for. */
  value: number;
  /** Column of the block that it stands in; null inside braces and brackets, where indentation means nothing. */
  indent: number | null;
}

/** A key that is there already. */
export interface Repeated {
  key: string;
  first: Entry;
  again: Entry;
}

/** What a node is made of: named members, numbered items, what it stands for, or nothing to go into. */
export type Collection =
  | { kind: 'map'; members: Map<string, Entry>; merged: Entry[]; repeated: Repeated[] }
  | { kind: 'list'; items: Entry[] }
  | { kind: 'alias'; name: string; at: number }
  | { kind: 'leaf' };

/** Nothing to go into. */
export const LEAF: Collection = { kind: 'leaf' };

/** A mapping without members yet. */
export function emptyMap(): Collection & { kind: 'map' } {
  return { kind: 'map', members: new Map(), merged: [], repeated: [] };
}

/** Notes a member; one that is a merge key (`<<`) is kept apart. */
export function addMember(
  map: Collection & { kind: 'map' },
  key: string,
  entry: Entry,
  quoted: boolean,
): void {
  const first = map.members.get(key);
  if (key === '<<' && !quoted) map.merged.push(entry);
  else if (first) map.repeated.push({ key, first, again: entry });
  else map.members.set(key, entry);
}
