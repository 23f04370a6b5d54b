import type { Json } from '../../json.ts';
import { must, shown, type Told } from './told.ts';

type Sentence = (told: Told) => string;
type Change = 'set' | 'unset' | 'increased' | 'decreased';
type LimitKey = `${keyof typeof LIMITS}.${Change}`;

/** How each limit is said ("be at least 5", "have at most 3 elements": the words around the number), and its name. */
const LIMITS = {
  minimum: ['be at least', '', 'the least value'],
  maximum: ['be at most', '', 'the greatest value'],
  'exclusive-minimum': ['be more than', '', 'the limit below'],
  'exclusive-maximum': ['be less than', '', 'the limit above'],
  'min-length': ['have at least', 'character', 'the least length'],
  'max-length': ['have at most', 'character', 'the greatest length'],
  'min-items': ['have at least', 'element', 'the least number of elements'],
  'max-items': ['have at most', 'element', 'the greatest number of elements'],
  'min-properties': ['have at least', 'property', 'the least number of properties'],
  'max-properties': ['have at most', 'property', 'the greatest number of properties'],
} as const;

/** The sentences for bounds and sizes, by facet and change. */
export function limitMessages(): Record<LimitKey, Sentence> {
  const messages = Object.entries(LIMITS).flatMap(([facet, [be, what, name]]): [string, Sentence][] => [
    [`${facet}.set`, ({ it, args, answer }) => `${it} ${must(answer)} ${be} ${count(args.to, what)}.`],
    [`${facet}.unset`, ({ it, args }) => `${it} need no longer ${be} ${count(args.from, what)}.`],
    [`${facet}.increased`, (told) => `${name} of ${told.it} went up${step(told)}.`],
    [`${facet}.decreased`, (told) => `${name} of ${told.it} went down${step(told)}.`],
  ]);
  return Object.fromEntries(messages) as Record<LimitKey, Sentence>;
}

/** `5`, `1 element`, `5 properties`; without a number, `a certain number of elements`. */
function count(limit: Json | undefined, what: string): string {
  if (what === '') return shown(limit, 'a certain number');
  const several = what.replace(/y$/, 'ie');
  if (limit === undefined || limit === null) return `a certain number of ${several}s`;
  return limit === 1 ? `1 ${what}` : `${shown(limit, '')} ${several}s`;
}

function step({ args }: Told): string {
  if (args.from === undefined || args.to === undefined) return '';
  return ` from ${shown(args.from, '')} to ${shown(args.to, '')}`;
}
