import type { Sha256 } from '../hash.ts';
import type { ContractNames } from './contract-names.ts';
import { type Mention, mentionsIn } from './mentions.ts';
import { statedChange } from './stated-change.ts';
import { datesIn } from './text-dates.ts';
import type { FeedEntry, Passage } from './types.ts';

const MOST_NAMES = 5;
const MOST_STATED = 10;
/** Passages of one feed that are kept in mind. */
const MOST_PASSAGES = 400;

/**
 * The passages of a feed that name something of the contract, one for each of its entries. What else an entry says is no
 * part of it: a passage is the same until what it says of the contract is another.
 */
export function passagesOf(entries: readonly FeedEntry[], names: ContractNames, sha256: Sha256): Passage[] {
  const found = new Map<string, Passage>();
  for (const entry of entries) {
    const passage = passageOf(entry, names, sha256);
    if (passage) found.set(passage.id, passage);
    if (found.size >= MOST_PASSAGES) break;
  }
  return [...found.values()];
}

function passageOf(entry: FeedEntry, names: ContractNames, sha256: Sha256): Passage | null {
  const said = entry.blocks
    .flatMap((block) => block.split(/(?<=[.!?])\s+(?=[A-Z`"'([/])/))
    .map((sentence) => ({ sentence, mentions: mentionsIn(sentence, names), dates: datesIn(sentence) }));
  const naming = said.filter(({ mentions }) => mentions.length > 0);
  if (naming.length === 0) return null;
  const mentions = naming.flatMap((one) => one.mentions);
  const stated = naming.flatMap((one) => statedChange(one.sentence, one.mentions, one.dates) ?? []);
  const text = [...new Set(naming.map(({ sentence }) => sentence.toLowerCase()))].toSorted();
  const days = said.flatMap(({ dates }) => dates.map(({ day }) => day)).toSorted();
  return {
    id: sha256(JSON.stringify(text)).slice(0, 32),
    day: entry.day,
    names: usedFirst(mentions).slice(0, MOST_NAMES),
    used: mentions.some(({ used }) => used),
    until: days.at(-1) ?? null,
    stated: [...new Map(stated.map((one) => [JSON.stringify(one), one])).values()].slice(0, MOST_STATED),
  };
}

function usedFirst(mentions: readonly Mention[]): string[] {
  const sorted = mentions.toSorted((one, other) => Number(other.used) - Number(one.used));
  return [...new Set(sorted.map(({ name }) => name))];
}
