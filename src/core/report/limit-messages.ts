import { must, shown, type Told } from './told.ts';

type Sentence = (told: Told) => string;
type Change = 'set' | 'unset' | 'increased' | 'decreased';
type LimitKey = `${keyof typeof LIMITS}.${Change}`;

/** How each limit is said: "must now be at least 5", and what it is called. */
const LIMITS = {
  minimum: ['be at least', 'the least value'],
  maximum: ['be at most', 'the greatest value'],
  'exclusive-minimum': ['be more than', 'the limit below'],
  'exclusive-maximum': ['be less than', 'the limit above'],
  'min-length': ['have at least so many characters:', 'the least length'],
  'max-length': ['have at most so many characters:', 'the greatest length'],
  'min-items': ['have at least so many elements:', 'the least number of elements'],
  'max-items': ['have at most so many elements:', 'the greatest number of elements'],
  'min-properties': ['have at least so many properties:', 'the least number of properties'],
  'max-properties': ['have at most so many properties:', 'the greatest number of properties'],
} as const;

/** The sentences for bounds and sizes, by facet and change. */
export function limitMessages(): Record<LimitKey, Sentence> {
  const messages = Object.entries(LIMITS).flatMap(([facet, [be, name]]): [string, Sentence][] => [
    [`${facet}.set`, ({ it, args, answer }) => `${it} ${must(answer)} ${be} ${shown(args.to, 'a number')}.`],
    [`${facet}.unset`, ({ it, args }) => `${it} need no longer ${be} ${shown(args.from, 'a number')}.`],
    [`${facet}.increased`, (told) => `${name} of ${told.it} went up${step(told)}${moot(told)}.`],
    [`${facet}.decreased`, (told) => `${name} of ${told.it} went down${step(told)}${moot(told)}.`],
  ]);
  return Object.fromEntries(messages) as Record<LimitKey, Sentence>;
}

function step({ args }: Told): string {
  if (args.from === undefined || args.to === undefined) return '';
  return ` from ${shown(args.from, '')} to ${shown(args.to, '')}`;
}

function moot({ args }: Told): string {
  return args.moot === true ? ', though its type has no such limit' : '';
}
