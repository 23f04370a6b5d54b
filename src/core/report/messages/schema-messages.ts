import { must, named, quoted, shown, type Told } from './told.ts';

type Sentence = (told: Told) => string;

/** Keywords that come and go, by what they ask: "must now hold an element ..., need no longer hold ...". */
const KEYWORDS = {
  contains: 'hold an element of a certain kind',
  'unevaluated-items': 'keep to a rule for its other elements',
  'unevaluated-properties': 'keep to a rule for its other properties',
  'property-names': 'keep to a rule for the names of its properties',
  not: 'leave out what a schema names',
  'content-schema': 'hold a document of a certain form as its text',
} as const;

/** Beside them the parts of conditions, as entries: what has a member `then` would pass for a promise. */
const CONDITIONS = [
  ['if', 'keep to a condition'],
  ['then', 'keep to more where a condition holds'],
  ['else', 'keep to more where a condition does not hold'],
] as const;

type KeywordKey = `${keyof typeof KEYWORDS | (typeof CONDITIONS)[number][0]}.${'added' | 'removed'}`;

/** The sentences for keywords of schemas that stand by themselves, by facet and change. */
export function keywordMessages(): Record<KeywordKey, Sentence> {
  const messages = [...Object.entries(KEYWORDS), ...CONDITIONS].flatMap(
    ([facet, asks]): [string, Sentence][] => [
      [`${facet}.added`, ({ it, answer }) => `${it} ${must(answer)} ${asks}.`],
      [`${facet}.removed`, ({ it }) => `${it} need no longer ${asks}.`],
    ],
  );
  return Object.fromEntries(messages) as Record<KeywordKey, Sentence>;
}

/** The other sentences for schemas, by facet and change. */
export const SCHEMA_MESSAGES = {
  'format.generalized': ({ it, args }) =>
    `${it} is written in another format, which fits${step(args.from, args.to)}.`,
  'type.compatible': ({ it, args }) =>
    `${it} is of another type${step(args.from, args.to)}, which is written as text all the same.`,
  'enum.extensible-value-removed': ({ it, args }) =>
    `${it} no longer names ${quoted(args.value, 'one of its values')} among its known values.`,
  'enum.read-only-value-removed': ({ it, args }) =>
    `${it}, which is never sent, may no longer be ${quoted(args.value, 'one of its values')}.`,
  'enum.write-only-value-added': ({ it, args }) =>
    `${it}, which never comes back, may also be ${quoted(args.value, 'a new value')} now.`,
  'minimum.read-only-increased': (told) => never(told, 'the least value', 'went up'),
  'maximum.read-only-decreased': (told) => never(told, 'the greatest value', 'went down'),
  'exclusive-minimum.read-only-increased': (told) => never(told, 'the limit below', 'went up'),
  'exclusive-maximum.read-only-decreased': (told) => never(told, 'the limit above', 'went down'),
  'max-length.read-only-decreased': (told) => never(told, 'the greatest length', 'went down'),
  'pattern.generalized': ({ it }) => `${it} may now be any text; its pattern takes everything.`,
  'one-of.wrapped': ({ it }) => `${it} is now one of several forms, none of which is what it was.`,
  'one-of.became-any-of': ({ it }) => `${it} may now fit several of its alternatives at once.`,
  'any-of.became-one-of': ({ it, answer }) =>
    `${it} ${must(answer)} fit one of its alternatives and no other; it could fit several.`,
  'all-of.added-annotation-only': ({ it }) =>
    `${it} is described by one more schema, which asks for nothing more.`,
  'all-of.removed-annotation-only': ({ it }) =>
    `${it} is described by one schema less, which asked for nothing more.`,
  'discriminator.mapping-changed': ({ it, args }) =>
    `${named('kind', args.value)} of ${it} stands for another schema${step(args.from, args.to)}.`,
  'prefix-items.added': ({ it }) => `${it} now says what more of its first elements are.`,
  'prefix-items.removed': ({ it }) => `${it} no longer says what as many of its first elements are.`,
  'min-contains.increased': (told) => count(told, 'at least', 'more'),
  'min-contains.decreased': (told) => count(told, 'at least', 'fewer'),
  'max-contains.increased': (told) => count(told, 'at most', 'more'),
  'max-contains.decreased': (told) => count(told, 'at most', 'fewer'),
  'dependent-required.added': ({ it, args, answer }) =>
    `${it} ${must(answer)} have other properties where it has ${quoted(args.property, 'a certain one')}.`,
  'dependent-required.removed': ({ it, args }) =>
    `${it} need no longer have other properties where it has ${quoted(args.property, 'a certain one')}.`,
  'dependent-required.changed': ({ it, args }) =>
    `which other properties ${it} needs where it has ${quoted(args.property, 'a certain one')} changed.`,
  'dependent-schema.added': ({ it, args, answer }) =>
    `${it} ${must(answer)} keep to one more schema where it has ${quoted(args.property, 'a certain property')}.`,
  'dependent-schema.removed': ({ it, args }) =>
    `${it} need no longer keep to a schema of its own where it has ${quoted(args.property, 'a certain property')}.`,
  'pattern-property.added': ({ it, args, answer }) =>
    `${it} ${must(answer)} keep to a rule for properties named like ${quoted(args.pattern, 'a pattern')}.`,
  'pattern-property.removed': ({ it, args }) =>
    `${it} need no longer keep to a rule for properties named like ${quoted(args.pattern, 'a pattern')}.`,
  'content-media-type.changed': ({ it, args }) =>
    `the text of ${it} is written in another media type${step(args.from, args.to)}.`,
  'content-encoding.changed': ({ it, args }) =>
    `the text of ${it} is encoded in another way${step(args.from, args.to)}.`,
  'read-only.required-became-read-only': ({ it, answer }) =>
    answer
      ? `${it}, which always comes, cannot be sent any more.`
      : `${it}, which had to be sent, is only answered now.`,
  'read-only.optional-became-read-only': ({ it, answer }) =>
    answer
      ? `${it}, which may come, cannot be sent any more.`
      : `${it}, which could be sent, is only answered now.`,
  'read-only.required-became-not-read-only': ({ it, answer }) =>
    answer
      ? `${it}, which always comes, can be sent now, too.`
      : `${it}, which was only answered, must be sent now.`,
  'read-only.optional-became-not-read-only': ({ it, answer }) =>
    answer
      ? `${it}, which may come, can be sent now, too.`
      : `${it}, which was only answered, may be sent now.`,
  'write-only.required-became-write-only': ({ it, answer }) =>
    answer
      ? `${it}, which always came, is only sent now.`
      : `${it}, which must be sent, no longer comes back.`,
  'write-only.optional-became-write-only': ({ it, answer }) =>
    answer ? `${it}, which could come, is only sent now.` : `${it}, which may be sent, no longer comes back.`,
  'write-only.required-became-not-write-only': ({ it, answer }) =>
    answer
      ? `${it}, which was only sent, always comes now.`
      : `${it}, which must be sent, now comes back, too.`,
  'write-only.optional-became-not-write-only': ({ it, answer }) =>
    answer ? `${it}, which was only sent, may come now.` : `${it}, which may be sent, now comes back, too.`,
  'required.write-only-became-required': ({ it }) => `${it}, which never comes back, must be sent now.`,
  'required.write-only-became-optional': ({ it }) => `${it}, which never comes back, may be left out now.`,
  'property.write-only-added-required': ({ it }) => `${it} is new, must be sent and never comes back.`,
  'property.write-only-added-optional': ({ it }) => `${it} is new, may be sent and never comes back.`,
  'property.write-only-removed-required': ({ it }) => `${it}, which was only sent, is gone.`,
  'property.write-only-removed-optional': ({ it }) => `${it}, which could only be sent, is gone.`,
} satisfies Record<string, Sentence>;

function never({ it, args }: Told, limit: string, went: string): string {
  return `${limit} of ${it}, which is never sent, ${went}${step(args.from, args.to)}.`;
}

function count({ it, args, answer }: Told, side: string, than: string): string {
  const number = shown(args.to, args.to === undefined && args.from !== undefined ? 'any number' : 'a number');
  const may = side === 'at least' ? 'must now hold' : 'may now hold';
  const will = answer ? 'will now hold' : may;
  return `${it} ${will} ${side} ${number} of certain elements, ${than} than before.`;
}

function step(from: Told['args'][string] | undefined, to: Told['args'][string] | undefined): string {
  if (from === undefined || to === undefined) return '';
  return `: ${shown(from, 'none')} became ${shown(to, 'none')}`;
}
