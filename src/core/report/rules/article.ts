import type { Rule } from '../../openapi/diff/rules/rules.ts';
import type { Example } from '../examples/example.ts';
import { exampleOf } from '../examples/example-of.ts';
import { sentenceOf } from '../messages/messages.ts';
import { AREAS, type Area, areaOf } from './area.ts';
import { fragmentsOf } from './fragment.ts';
import { provedWords, whyOf } from './why.ts';

/** All that is told about a rule. */
export interface RuleArticle {
  id: string;
  level: Rule['level'];
  direction: Rule['direction'];
  area: Area;
  facet: Rule['facet'];
  /** What a finding of it says, without names. */
  sentence: string;
  why: string;
  proved: string;
  /** Null: only a live look gives it. */
  example: { before: string; after: string; asked: string[]; besides: string[] } | null;
}

/** What is told about a rule. */
export function articleOf(rule: Rule): RuleArticle {
  const example = exampleOf(rule);
  return {
    id: rule.id,
    level: rule.level,
    direction: rule.direction,
    area: areaOf(rule),
    facet: rule.facet,
    sentence: sentenceOf(rule),
    why: whyOf(rule),
    proved: provedWords(rule),
    example: example && {
      ...fragmentsOf(example),
      asked: askedBy(example),
      besides: [...(example.besides ?? [])],
    },
  };
}

/** Name of the page that a rule's article is on, with its place there. */
export function pageOf({ area, id }: Pick<RuleArticle, 'area' | 'id'>): string {
  return `${area}.md#${id}`;
}

/** Title of an area's page. */
export function titleOf(area: Area): string {
  return AREAS[area];
}

/** What must be asked of `diff`, so that the rule tells the example. */
function askedBy({ policy, today }: Example): string[] {
  return [
    ...(policy?.noticeDays
      ? [`--notice-days ${policy.noticeDays.stable},beta=${policy.noticeDays.beta}`]
      : []),
    ...(policy?.stability ? [`--stability ${policy.stability}`] : []),
    ...(policy?.versioning ? ['--versioning'] : []),
    ...(today ? [`a comparison on ${today}`] : []),
  ];
}
