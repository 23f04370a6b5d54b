import type { JsonObject } from '../json.ts';
import type { KnownBy, KnownOperation } from '../usage/sources/known-usage.ts';
import type { SourcedUsage } from '../usage/sources/types.ts';
import { noteLines } from './agreement-notes.ts';
import { plainText } from './plain-text.ts';
import type { ReportNote } from './types.ts';

/** What was read to know more, and what of it did not count. */
export interface UsageRead {
  left: SourcedUsage['left'];
  files: { recordings: number; source: number; generated: number; tooLarge: number; unread: number };
  stopped: 'files' | 'total' | 'time' | null;
  /** False where nobody says where the partner is called. */
  hasHosts: boolean;
}

const SHOWN_FIELDS = 12;
const SHOWN_PLACES = 5;

const STOPPED = {
  files: 'there are more files than are read at once',
  total: 'the files are larger together than what is read at once',
  time: 'reading took longer than it may',
};

/** What we use of a partner, for people. */
export function usageLines(
  partner: string,
  known: readonly KnownOperation[],
  read: UsageRead | null,
  notes: readonly ReportNote[] = [],
): string[] {
  const used = known.filter(({ grade }) => grade !== 'unknown');
  const width = Math.max(0, ...used.map(({ grade }) => grade.length));
  const rest = known.length - used.length;
  return [
    `${partner}: ${used.length} of ${counted(known.length, 'operation')} known to be used`,
    ...used.flatMap(({ grade, operation, by }) => [
      `${grade.padEnd(width)}  ${call(operation)}`,
      ...by.flatMap(knownLines).map((line) => `${' '.repeat(width + 2)}${line}`),
    ]),
    ...(rest > 0 ? [`Nothing is known of the other ${rest === 1 ? 'one' : rest}.`] : []),
    ...(read ? readLines(read) : []),
    ...noteLines(notes),
  ];
}

function call({ method, path, summary }: KnownOperation['operation']): string {
  return plainText(`${summary ? `${summary}: ` : ''}${method} ${path}`, 160);
}

function knownLines(by: KnownBy): string[] {
  return [
    from(by),
    ...fieldLine('answers', by.answers),
    ...fieldLine('requests', by.requests),
    ...fieldLine('query', by.query),
    ...fieldLine('headers', by.headers),
    ...fieldLine('proved by', by.auth),
  ];
}

function from({ grade, pact, interaction, from: places }: KnownBy): string {
  if (pact !== null)
    return `${grade === 'pact' ? 'pact' : 'proposed pact'} ${plainText(`${pact}: ${interaction}`, 160)}`;
  if (places.length === 0) return `agreement: ${grade}`;
  const shown = places.slice(0, SHOWN_PLACES).map(({ file, line, calls }) => {
    const at = line === undefined ? '' : `:${line}`;
    return `${plainText(file, 200)}${at}${calls === undefined ? '' : ` (${counted(calls, 'call')})`}`;
  });
  return `${shown.join(', ')}${more(places.length, SHOWN_PLACES)}`;
}

function fieldLine(title: string, names: readonly string[] | null): string[] {
  if (names === null) return [`${title}: not known, so everything counts`];
  if (names.length === 0) return [];
  const shown = names.slice(0, SHOWN_FIELDS).map((name) => plainText(name, 80));
  return [`${title}: ${shown.join(', ')}${more(names.length, SHOWN_FIELDS)}`];
}

function readLines({ left, files, stopped, hasHosts }: UsageRead): string[] {
  const out = [
    [left.otherHosts, 'call to another host', 'calls to other hosts'],
    [
      left.unplaced,
      'call that fits no operation of the baseline',
      'calls that fit no operation of the baseline',
    ],
    [left.undocumented, 'name that the baseline does not have', 'names that the baseline does not have'],
    [files.generated, 'generated file', 'generated files'],
    [files.tooLarge, 'file that is too large', 'files that are too large'],
    [files.unread, 'file that cannot be read', 'files that cannot be read'],
  ] as const;
  const told = out
    .filter(([count]) => count > 0)
    .map(([count, one, many]) => `${count} ${count === 1 ? one : many}`);
  return [
    `Read: ${counted(files.recordings, 'recording')}, ${counted(files.source, 'source file')}.`,
    ...(told.length > 0 ? [`Left out: ${told.join(', ')}.`] : []),
    ...(hasHosts || left.otherHosts === 0
      ? []
      : ['No host of the partner is known: name an environment in the agreement, or give --host HOST.']),
    ...(stopped ? [`Not all was read: ${STOPPED[stopped]}. Name fewer folders with --from.`] : []),
  ];
}

function more(all: number, shown: number): string {
  return all > shown ? ` and ${all - shown} more` : '';
}

function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`;
}

/** The same as data: `forewarn.usage/1`. */
export function usageData(
  partner: string,
  known: readonly KnownOperation[],
  read: UsageRead | null,
  notes: readonly ReportNote[] = [],
): JsonObject {
  return {
    schema: 'forewarn.usage/1',
    partner,
    operations: known.map(({ operation, grade, by }) => ({
      operation: { ...operation },
      grade,
      known: by.map(({ from: places, ...one }) => ({ ...one, from: places.map((place) => ({ ...place })) })),
    })),
    ...(notes.length > 0 && { notes: notes.map((one) => ({ ...one })) }),
    ...(read && { read: { files: read.files, left: read.left, stopped: read.stopped } }),
  };
}
