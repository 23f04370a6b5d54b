import type { Json } from '../../json.ts';
import { fromPointer, valueAt } from '../../json-pointer.ts';
import { asArgument } from '../diff/compare/fact.ts';
import type { Claim } from '../diff/proof.ts';
import { proofOf } from '../diff/rules/rules.ts';
import type { Located } from '../document/types.ts';
import type { Refusal } from '../judge/judge.ts';
import type { Keywords, Schema } from '../judge/schema.ts';
import { atThePlace, keywordAim } from './keyword-aim.ts';
import { refutations } from './refute.ts';
import type { Room } from './room.ts';
import type { Demand } from './spec.ts';

/** The two documents as a claim sees them: one takes the value, the other refuses it. */
export interface Sides {
  accepting: 'baseline' | 'observed';
  refusing: 'baseline' | 'observed';
  /** The schemas of either. */
  takes: readonly Schema[];
  refuses: readonly Schema[];
}

/** What a value has to be like to show a claim. */
export interface Aim {
  /** Values that may be it as they are, tried first. */
  values?: readonly Json[];
  /** What to ask of it, one after the other. */
  demands: Iterable<Demand>;
  /** Whether a refusal is the one that is claimed. */
  counts(refusal: Refusal): boolean;
  /** The property whose absence is to be refused. */
  missing?: string;
  /** Schema that has to refuse the value by itself. */
  member?: Schema;
  /** True where the claim stands by its structure if no value is found. */
  optional?: boolean;
}

const CHOICE = ['anyOf', 'oneOf'];

/** Keywords that refuse a value that is not listed. */
const LISTING = new Set(['enum', 'const', 'type', ...CHOICE]);

/** What would show a claim; null where it is none about sets of values. */
export function aimOf(claim: Claim, sides: Sides, room: Room): Aim | null {
  const { facet, change } = claim.rule;
  if (facet === 'property' || facet === 'required') return propertyAim(claim);
  if (facet === 'format' || proofOf(claim.rule) !== 'undecided') return null;
  if (facet === 'nullable') return nullAim();
  if (change === 'wrapped') return wrapAim(sides, room);
  if (change === 'became-one-of') return keywordAim(claim, sides, room.maker.flatten);
  if (facet === 'one-of' || facet === 'any-of') return alternativeAim(claim, sides, room);
  if (facet === 'all-of') return memberAim(claim, sides, room);
  if (facet === 'enum' && change.startsWith('value-')) return valueAim(claim, sides, room);
  return keywordAim(claim, sides, room.maker.flatten);
}

function nullAim(): Aim {
  return { demands: [{ type: ['null'] }], counts: ({ at, among }) => at === '' && !among };
}

function propertyAim({ rule, fact }: Claim): Aim | null {
  const name = fromPointer(fact.step).at(-1);
  if (name === undefined) return null;
  if (rule.change === 'removed') {
    return {
      demands: [{ type: ['object'], required: [name] }],
      counts: ({ at, keyword }) => at === fact.step && keyword === 'false',
      optional: true,
    };
  }
  if (!/^(became-required|became-optional|added-required|removed-required)/.test(rule.change)) return null;
  return {
    demands: [{ type: ['object'], $without: [name] }],
    counts: ({ at, keyword, among }) => at === '' && keyword === 'required' && !among,
    missing: name,
  };
}

function valueAim({ fact }: Claim, { takes, refuses }: Sides, room: Room): Aim {
  const { flatten } = room.maker;
  const listed = flatten(takes).plain.flatMap((schema) => schema.enum ?? []);
  const values = listed.filter((value) => asArgument(value) === fact.args.value);
  const demands = values.map((value): Demand => ({ enum: [value] }));
  const counts = atThePlace(LISTING);
  if (values.length > 0) return { values, demands, counts };
  return { demands: refutations(refuses, new Set(['enum', 'const']), flatten, 0), counts };
}

function alternativeAim({ fact }: Claim, sides: Sides, room: Room): Aim {
  const alternative = schemaAt(room, sides.accepting, fact.pointer[sides.accepting]);
  const hasChoice = room.maker.flatten(sides.refuses).choices.length > 0;
  return {
    demands: alternative === null ? [] : within(alternative, sides, room),
    counts: ({ at, keyword, among }) => !among && (!hasChoice || (at === '' && CHOICE.includes(keyword))),
  };
}

/** A choice around what was none: values that no alternative takes. */
function wrapAim(sides: Sides, room: Room): Aim {
  return {
    demands: within({}, sides, room),
    counts: ({ at, keyword, among }) => !among && at === '' && CHOICE.includes(keyword),
  };
}

/** Values of an alternative: any, then such as another schema of the refusing side cannot take. */
function* within(alternative: Schema, { refuses }: Sides, { maker }: Room): Generator<Demand> {
  yield { allOf: [alternative] };
  const { choices } = maker.flatten(refuses);
  const others = choices.length === 0 ? [refuses] : choices.flat().map((one) => [one]);
  const ways = others.map((schemas) => [...refutations(schemas, null, maker.flatten, 1)].slice(0, MOST_WAYS));
  for (const way of ways.flat()) yield { allOf: [alternative, way] };
  if (ways.length > 1) yield { allOf: [alternative, ...ways.flatMap(([first]) => first ?? [])] };
}

/** Reasons to refuse that are tried for each alternative. */
const MOST_WAYS = 40;

function memberAim({ fact, parts }: Claim, sides: Sides, room: Room): Aim {
  const { refusing, accepting } = sides;
  const found = memberNamed(parts[refusing], String(fact.args.schema ?? ''));
  const member = found
    ? room.judge.read(room[refusing], [found], accepting === 'observed' ? 'response' : 'request')[0]
    : undefined;
  return {
    demands: member === undefined ? [] : refutations([member], null, room.maker.flatten, 1),
    counts: ({ among }) => !among,
    ...(member !== undefined && { member }),
  };
}

function memberNamed(parts: readonly Located<Json>[], name: string): Located<Json> | null {
  for (const { value, pointer } of parts) {
    const members = typeof value === 'object' && value !== null && !Array.isArray(value) ? value.allOf : null;
    if (!Array.isArray(members)) continue;
    for (const [index, member] of members.entries()) {
      const reference =
        typeof member === 'object' && member !== null && !Array.isArray(member) ? member.$ref : null;
      const at = `${pointer}/allOf/${index}`;
      if (fromPointer(typeof reference === 'string' ? reference : at).at(-1) === name)
        return { value: member, pointer: at };
    }
  }
  return null;
}

function schemaAt(room: Room, side: 'baseline' | 'observed', pointer: string | null): Keywords | null {
  const document = room[side];
  const value = pointer === null ? undefined : valueAt(document.raw, pointer);
  if (value === undefined || pointer === null) return null;
  const [schema] = room.judge.read(
    document,
    [{ value, pointer }],
    side === 'observed' ? 'response' : 'request',
  );
  return typeof schema === 'object' ? schema : null;
}
