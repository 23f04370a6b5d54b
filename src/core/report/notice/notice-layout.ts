import type { JsonObject } from '../../json.ts';
import type { PartnerState } from '../../ledger/types.ts';
import type { Section } from './notice-sections.ts';

/** A notice in words and as data; one side's view. */
export interface RenderedNotice {
  subject: string;
  text: string;
  data: JsonObject;
}

/** Columns of a notice's text. */
const WIDTH = 78;

/** Where the partner's ledger stands: whoever keeps the notice keeps a witness of it. */
export function ledgerLines(state: PartnerState): string[] {
  return [`Ledger of ${state.partner}: entry ${state.seq}`, `  ${state.head}`];
}

/** Lays out a notice as plain text. */
export function writeNotice(opening: string[], sections: Section[], footer: string[]): string {
  const body = sections.flatMap(({ heading, lines }) => ['', heading, ...lines.map((line) => `  ${line}`)]);
  return [...opening, ...body, '', '--', ...footer].map(wrap).join('\n').concat('\n');
}

/** Wraps a line at spaces; what follows stands under its first word. */
function wrap(line: string): string {
  const indent = /^ *(- )?/.exec(line)?.[0].length ?? 0;
  const lines: string[] = [];
  let current = line.slice(0, indent);
  for (const word of line.slice(indent).split(' ')) {
    const blank = current.trim() === '' || current.trim() === '-';
    const longer = blank ? current + word : `${current} ${word}`;
    if (!blank && longer.length > WIDTH) {
      lines.push(current);
      current = ' '.repeat(indent) + word;
    } else current = longer;
  }
  return [...lines, current].join('\n');
}
