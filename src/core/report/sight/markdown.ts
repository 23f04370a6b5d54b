import { markdownText } from '../markdown-text.ts';
import { firstLines, firstWords, troubleLines } from './facts.ts';
import { headOf, lookWords, tellingOf } from './human.ts';
import type { SightAtReport, SightReport } from './types.ts';
import { PARTY_WORDS, stateWords, timeWords } from './words.ts';

/** Pieces of a source that are listed. */
const LISTED = 12;

/** What every party could have seen in a period, to paste into a ticket or a mail. */
export function sightMarkdown(report: SightReport): string {
  const { sight } = report;
  const telling = tellingOf(report, new Date(sight.from).toISOString().slice(0, 10));
  const rows = sight.rows.map((row) => {
    const told = row.pieces
      .slice(0, LISTED)
      .map(
        ({ from, to, state }) =>
          `${timeWords(from, telling.day)} to ${timeWords(to, telling.day)} ${stateWords(row.kind, state)}`,
      );
    const rest = row.pieces.length > LISTED ? [`and ${row.pieces.length - LISTED} more`] : [];
    return `| ${PARTY_WORDS[row.party]} | ${markdownText(telling.nameOf(row))} | ${[...told, ...rest].map((one) => markdownText(one)).join('<br>')} |`;
  });
  const known = sight.troubles.flatMap((one) =>
    troubleLines(one, telling).map((line) => `- ${markdownText(line)}`),
  );
  const order = sight.first.map((one) => `1. ${markdownText(firstWords(one, telling))}`);
  return [
    `## ${markdownText(headOf(report))}: what each party could see`,
    '',
    `${timeWords(sight.from)} to ${timeWords(sight.to, telling.day)} UTC`,
    '',
    '| who could look | where | what it showed |',
    '| --- | --- | --- |',
    ...rows,
    '',
    ...(known.length > 0 ? known : ['- Nothing that was looked at shows trouble in this time.']),
    ...(order.length > 0
      ? [
          '',
          'In the order in which it could be seen:',
          '',
          ...order,
          '',
          ...firstLines(sight, telling).map((line) => `- ${markdownText(line)}`),
        ]
      : []),
    '',
  ].join('\n');
}

/** What every source showed at an instant. */
export function sightAtMarkdown(report: SightAtReport): string {
  const day = new Date(report.at).toISOString().slice(0, 10);
  const { nameOf } = tellingOf(report, day);
  const rows = report.sources.map((one) => {
    const note = one.note === null || one.state === 'between' ? '' : ` (${one.note})`;
    const told = `${stateWords(one.kind, one.state)}${note}${lookWords(one, day)}`;
    return `| ${PARTY_WORDS[one.party]} | ${markdownText(nameOf(one))} | ${markdownText(told)} |`;
  });
  return [
    `## ${markdownText(headOf(report))}: what each party could see at ${timeWords(report.at)} UTC`,
    '',
    '| who could look | where | what it showed |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}
