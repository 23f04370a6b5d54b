import { assertionsOf } from '../judge/leading-assertions.ts';
import { linearPattern } from '../judge/linear-pattern.ts';
import { type PatternNode, parsePattern } from './pattern-parser.ts';

/** Characters that texts are made of, plain ones first. */
const CHARACTERS = [
  ...'aA0bBzZ19xX5cdefghijklmnopqrstuvwyCDEFGHIJKLMNOPQRSTUVWY234678',
  ...'_- .,:;/@#+*!?$%&=~^|"\'`()[]{}<>\\',
  ...'\n\téß漢',
];

const MOST_TEXTS = 40;
const LONGEST = 20_000;

const parsed = new Map<string, PatternNode | null>();
const members = new Map<string, string[]>();
const MOST_KEPT = 2_000;

/**
 * Texts that a pattern finds itself in, the shortest kind first, then others: other branches, characters and
 * counts. Each is checked on the linear engine. None where the pattern is not regular.
 *
 * @param least length that is aimed at, in characters
 * @param wanted how many ways are tried
 */
export function* textsOf(pattern: string, least: number, wanted = MOST_TEXTS): Generator<string> {
  const node = parsed.get(pattern) ?? parsePattern(assertionsOf(pattern).rest);
  if (parsed.size >= MOST_KEPT) parsed.clear();
  parsed.set(pattern, node);
  const linear = linearPattern(pattern);
  if (!node || !linear) return;
  const given = new Set<string>();
  for (let variant = 0; variant < wanted; variant++) {
    const text = aimedAt(node, variant, least);
    if (text === null || given.has(text) || !linear.test(text)) continue;
    given.add(text);
    yield text;
  }
}

/** A text of at least the length, if the pattern's counts can give it. */
function aimedAt(node: PatternNode, variant: number, least: number): string | null {
  const text = write(node, chooser(variant, 0));
  if (text === null || [...text].length >= least) return text;
  return write(node, chooser(variant, least - [...text].length));
}

interface Chooser {
  pick(count: number): number;
  /** How often to repeat beyond the least. */
  more(room: number): number;
  left: number;
}

/** The first of everything for variant 0; for others, the same other choices each time. */
function chooser(variant: number, missing: number): Chooser {
  let state = variant * 2_654_435_761;
  const next = (count: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) % count;
  };
  let extra = missing;
  return {
    pick: (count) => (variant === 0 ? 0 : next(count)),
    more(room) {
      const wanted = variant === 0 ? 0 : Math.min(room, next(3));
      const longer = Math.min(room - wanted, extra);
      extra -= longer;
      return wanted + longer;
    },
    left: LONGEST,
  };
}

function write(node: PatternNode, by: Chooser): string | null {
  if (--by.left < 0) return null;
  if (node.kind === 'text') return node.text;
  if (node.kind === 'class') {
    const characters = membersOf(node.source);
    return characters[by.pick(characters.length)] ?? null;
  }
  if (node.kind === 'choice') return write(node.options[by.pick(node.options.length)] as PatternNode, by);
  const parts = node.kind === 'sequence' ? node.parts : repeatedParts(node, by);
  let text = '';
  for (const part of parts ?? []) {
    const written = write(part, by);
    if (written === null) return null;
    text += written;
  }
  return parts ? text : null;
}

function repeatedParts(node: PatternNode & { kind: 'repeat' }, by: Chooser): PatternNode[] | null {
  const times = node.least + by.more(node.most - node.least);
  return times > LONGEST ? null : new Array<PatternNode>(times).fill(node.of);
}

function membersOf(source: string): string[] {
  const known = members.get(source);
  if (known) return known;
  const linear = linearPattern(`^(?:${source})$`);
  const found = linear ? CHARACTERS.filter((character) => linear.test(character)) : [];
  if (members.size >= MOST_KEPT) members.clear();
  members.set(source, found);
  return found;
}
