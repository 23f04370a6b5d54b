import { markdownText } from '../markdown-text.ts';
import { reproductionText } from './reproduction-text.ts';
import { whyHead, whySections } from './sections.ts';
import type { WhyReport } from './types.ts';

/** Longest line; what is longer is cut. */
const MOST = 500;

/** What happened since an instant, for a ticket; what goes to the partner stands in a block of its own. */
export function whyMarkdown(report: WhyReport): string {
  const item = (line: string) => `- ${markdownText(line, MOST)}`;
  const sections = whySections(report).flatMap(({ heading, lines, parts }) => [
    '',
    `### ${markdownText(heading)}`,
    '',
    ...lines.map(item),
    ...parts.flatMap((part) => ['', `**${part.heading}**`, '', ...part.lines.map(item)]),
  ]);
  const text = reproductionText(report);
  return [
    `## ${markdownText(whyHead(report))}`,
    ...(sections.length > 0 ? sections : ['', 'Nobody has looked yet.']),
    '',
    ...(text === null
      ? ['Nothing to reproduce.']
      : ['### To paste into a mail to the partner', '', '```text', text, '```']),
    '',
  ].join('\n');
}
