import { type Command, Option } from 'commander';
import { nearest } from '../core/agreement/nearest.ts';
import { ForewarnError } from '../core/errors.ts';
import { findRule, RULES, type Rule } from '../core/openapi/diff/rules.ts';
import { sentenceOf } from '../core/report/messages.ts';
import type { CliIo } from './io.ts';

const FORMATS = ['human', 'json'] as const;

interface Options {
  format: (typeof FORMATS)[number];
}

/** `rules [ID]`: the rules that differences are told by. */
export function registerRules(program: Command, io: CliIo): void {
  program
    .command('rules')
    .description('List the rules that differences are told by')
    .argument('[id]', 'only this rule')
    .addOption(new Option('--format <format>', 'how to print').choices(FORMATS).default('human'))
    .addHelpText('after', '\nExample:\n  forewarn rules response-required-property-removed')
    .action((id: string | undefined, options: Options) => {
      const rules = id === undefined ? RULES : [ruleOf(id)];
      io.out(options.format === 'json' ? asJson(rules) : asText(rules));
    });
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

function asJson(rules: readonly Rule[]): string {
  const listed = rules.map((rule) => ({
    id: rule.id,
    level: rule.level,
    direction: rule.direction,
    facet: rule.facet,
    sentence: sentenceOf(rule),
  }));
  return `${JSON.stringify(listed, null, 2)}\n`;
}

function asText(rules: readonly Rule[]): string {
  const width = Math.max(...rules.map((rule) => rule.id.length));
  return rules
    .map(
      (rule) =>
        `${rule.id.padEnd(width)}  ${rule.level.padEnd(8)}  ${rule.direction.padEnd(8)}  ${sentenceOf(rule)}\n`,
    )
    .join('');
}
