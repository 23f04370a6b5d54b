import { wrapLine } from '../wrap-line.ts';
import { reproductionText } from './reproduction-text.ts';
import { whyHead, whySections } from './sections.ts';
import type { WhyReport } from './types.ts';

const WIDTH = 100;

/** What happened since an instant, for a terminal; at its end what can be pasted into a mail to the partner. */
export function whyText(report: WhyReport): string {
  const sections = whySections(report).flatMap(({ heading, lines, parts }) => [
    '',
    heading,
    ...lines.map((line) => `  ${line}`),
    ...parts.flatMap((part) => [`  ${part.heading}`, ...part.lines.map((line) => `    ${line}`)]),
  ]);
  const text = reproductionText(report);
  const lines = [
    whyHead(report),
    ...(sections.length > 0 ? sections : ['', 'Nobody has looked yet.']),
    '',
    ...(text === null
      ? ['Nothing to reproduce.']
      : [
          'To paste into a mail to the partner:',
          '',
          ...text.split('\n').map((line) => `  ${line}`.trimEnd()),
        ]),
  ];
  return `${lines.map((line) => wrapLine(line, WIDTH)).join('\n')}\n`;
}
