import type { JsonObject } from '../json.ts';
import type { PartnerState } from '../ledger/types.ts';
import type { Section } from './notice-sections.ts';
import { wrapLine } from './wrap-line.ts';

/** A notice in words and as data; one side's view. */
export interface RenderedNotice {
  subject: string;
  text: string;
  data: JsonObject;
}

/** Columns of a notice's text. */
const WIDTH = 78;

/** Where the partner's ledger stands: whoever keeps the notice keeps a witness of it. */
export function ledgerLine(state: PartnerState): string {
  return `Ledger of ${state.partner}: entry ${state.seq}, ${state.head}`;
}

/** Lays out a notice as plain text. */
export function writeNotice(opening: string[], sections: Section[], footer: string[]): string {
  const body = sections.flatMap(({ heading, lines }) => ['', heading, ...lines.map((line) => `  ${line}`)]);
  return [...opening, ...body, '', '--', ...footer]
    .map((line) => wrapLine(line, WIDTH))
    .join('\n')
    .concat('\n');
}
