import { type Command, Option } from 'commander';
import { nearest } from '../core/agreement/nearest.ts';
import { ForewarnError } from '../core/errors.ts';
import { findRule, RULES, type Rule } from '../core/openapi/diff/rules/rules.ts';
import { sentenceOf } from '../core/report/messages/messages.ts';
import { areaOf } from '../core/report/rules/area.ts';
import { articleOf } from '../core/report/rules/article.ts';
import { articleMarkdown, articleText } from '../core/report/rules/article-text.ts';
import { rulesMarkdown, rulesText } from '../core/report/rules/list-text.ts';
import type { CliIo } from './io.ts';

const FORMATS = ['human', 'json', 'markdown'] as const;

interface Options {
  format: (typeof FORMATS)[number];
}

/** `rules [ID]`: the rules that differences are told by; of one, what it means, why, and a before and an after. */
export function registerRules(program: Command, io: CliIo): void {
  program
    .command('rules')
    .description('List the rules that differences are told by')
    .argument('[id]', 'only this rule, with an example')
    .addOption(new Option('--format <format>', 'how to print').choices(FORMATS).default('human'))
    .addHelpText('after', '\nExample:\n  forewarn rules response-required-property-removed')
    .action((id: string | undefined, { format }: Options) => {
      io.out(id === undefined ? list(format) : one(ruleOf(id), format));
    });
}

function list(format: Options['format']): string {
  if (format === 'json') return json(RULES.map(listed));
  return format === 'markdown' ? rulesMarkdown(RULES) : rulesText(RULES);
}

function one(rule: Rule, format: Options['format']): string {
  const article = articleOf(rule);
  if (format === 'json') return json(article);
  return format === 'markdown' ? articleMarkdown(article, 1) : articleText(article);
}

function listed(rule: Rule) {
  const { id, level, direction, facet } = rule;
  return { id, level, direction, area: areaOf(rule), facet, sentence: sentenceOf(rule) };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function ruleOf(id: string): Rule {
  const rule = findRule(id);
  if (rule) return rule;
  const alike = nearestIds(id);
  throw new ForewarnError('usage', `there is no rule ${id}`, {
    fix: alike.length > 0 ? `did you mean ${alike.join(', ')}?` : 'list them all with: forewarn rules',
  });
}

/** At most three ids that a person may have meant, nearest first. */
function nearestIds(id: string): string[] {
  const found: string[] = [];
  for (let left: string[] = RULES.map((rule) => rule.id); found.length < 3; ) {
    const next = nearest(id, left);
    if (next === null) break;
    found.push(next);
    left = left.filter((one) => one !== next);
  }
  return found;
}
