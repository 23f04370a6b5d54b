import { groupBy } from '../../group-by.ts';
import type { Rule } from '../../openapi/diff/rules/rules.ts';
import { sentenceOf } from '../messages/messages.ts';
import { AREAS, type Area, areaOf } from './area.ts';
import { titleOf } from './article.ts';

/** All rules for a terminal: by area, a line each with level, direction and sentence. */
export function rulesText(rules: readonly Rule[]): string {
  const width = Math.max(...rules.map((rule) => rule.id.length));
  return `${byArea(rules)
    .map(([area, own]) => {
      const lines = own.map(
        (rule) =>
          `  ${rule.id.padEnd(width)}  ${rule.level.padEnd(8)}  ${rule.direction.padEnd(8)}  ${sentenceOf(rule)}`,
      );
      return `${titleOf(area)}\n${lines.join('\n')}`;
    })
    .join('\n\n')}\n`;
}

/** All rules as a Markdown table. */
export function rulesMarkdown(rules: readonly Rule[]): string {
  const lines = byArea(rules).flatMap(([area, own]) =>
    own.map(
      (rule) =>
        `| \`${rule.id}\` | ${rule.level} | ${rule.direction} | ${titleOf(area)} | ${sentenceOf(rule)} |`,
    ),
  );
  return `| Rule | Level | Direction | Area | What it says |\n| --- | --- | --- | --- | --- |\n${lines.join('\n')}\n`;
}

function byArea(rules: readonly Rule[]): [Area, Rule[]][] {
  const groups = groupBy(rules, areaOf);
  return (Object.keys(AREAS) as Area[]).flatMap((area) => {
    const own = groups.get(area);
    return own ? [[area, own]] : [];
  });
}
