import type { RuleArticle } from './article.ts';
import { titleOf } from './article.ts';

/** How a rule is switched off or told otherwise. */
export function silenceText(id: string): string {
  return `policy:
  severity: { ${id}: none }        # or info, warning, breaking
  ignore: [{ rule: ${id}, until: 2027-01-31, why: we have moved }]
`;
}

/** A rule for a terminal. */
export function articleText(article: RuleArticle): string {
  const { id, level, direction, area, sentence, why, proved, example } = article;
  const parts = [
    `${id}  ${level}  ${direction}  ${sentence}`,
    `About\n  ${titleOf(area)}`,
    `Why it matters\n  ${why}`,
    `How it is known\n  ${proved}`,
    ...(example
      ? [`Before\n${indented(example.before)}`, `After\n${indented(example.after)}`, ...notes(article)]
      : ['Only a look at an environment gives it: forewarn check.']),
    `To tell it otherwise, or not at all (in agreement.yaml)\n${indented(silenceText(id))}`,
  ];
  return `${parts.map((part) => part.trimEnd()).join('\n\n')}\n`;
}

/** A rule as Markdown, below a heading of this depth. */
export function articleMarkdown(article: RuleArticle, depth: 1 | 3): string {
  const { id, level, direction, sentence, why, proved, example } = article;
  const parts = [
    `${'#'.repeat(depth)} ${id}`,
    `**${level}**${direction === 'none' ? '' : ` · ${direction}`}. ${sentence}`,
    `${why} ${proved}`,
    ...(example
      ? [`Before\n\n${fenced(example.before)}`, `After\n\n${fenced(example.after)}`, ...notes(article)]
      : ['Only a look at an environment gives it.']),
  ];
  return `${parts.join('\n\n')}\n`;
}

function notes({ example }: RuleArticle): string[] {
  if (!example) return [];
  return [
    ...(example.asked.length > 0 ? [`Told so with ${example.asked.join(' and ')}.`] : []),
    ...(example.besides.length > 0 ? [`Told beside it: ${example.besides.join(', ')}.`] : []),
  ];
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}

function fenced(yaml: string): string {
  return `\`\`\`yaml\n${yaml}\`\`\``;
}
