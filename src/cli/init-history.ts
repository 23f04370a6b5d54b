import { relative } from 'node:path';
import { sha256 } from '../adapters/crypto/sha256.ts';
import type { DocumentWithHistory } from '../adapters/files/history-of-document.ts';
import { openHistory } from '../adapters/files/open-history.ts';
import { loadComparison } from '../adapters/pact/load-comparison.ts';
import { replayHistory } from '../app/replay.ts';
import { daysAfter } from '../core/drift/calendar.ts';
import type { OperationName } from '../core/drift/difference.ts';
import { ForewarnError } from '../core/errors.ts';
import { plainText } from '../core/report/plain-text.ts';
import { yearLines } from '../core/report/replay/year-lines.ts';
import type { CliIo } from './io.ts';

const YEAR_DAYS = 365;
/** Time that somebody who begins may be kept waiting, in ms. */
const MOST_MS = 20_000;

/**
 * Says what the last year would have told, where a document has a history of more than one version. What goes wrong there
 * is said and is no fault of a beginning.
 */
export async function showLastYear(
  { history, cwd }: DocumentWithHistory,
  operations: readonly OperationName[],
  io: CliIo,
): Promise<void> {
  if (history === null) return;
  const since = daysAfter(new Date().toISOString().slice(0, 10), -YEAR_DAYS);
  try {
    const versions = await openHistory(history, { cwd, since, fetchText: refuseUrl });
    if (versions.length < 2) return;
    const until = performance.now() + MOST_MS;
    const uses = operations.map(({ method, path }) => ({
      operation: `${method} ${path}`,
      with: {},
      fields: [],
    }));
    let begun = 0;
    const replay = await replayHistory(
      { sha256, pacts: loadComparison(), progress: (doing) => io.progress?.(doing) },
      { versions, uses, pacts: [], goesOn: () => performance.now() < until && ++begun > 0 },
    );
    if (replay.days.length < 2) return;
    const left = versions.length - begun;
    const lines = yearLines(replay, { since, left, command: commandFor(history, cwd, since, uses, io) });
    io.out(`\nThe last year\n${lines.map((line) => `  ${line}\n`).join('')}`);
  } catch (error) {
    io.progress?.('');
    if (!(error instanceof ForewarnError)) throw error;
    if (error.code !== 'not-found') io.err(`The last year is left out: ${plainText(error.message, 200)}\n`);
  }
}

function commandFor(
  history: string,
  cwd: string,
  since: string,
  uses: readonly { operation: string }[],
  io: CliIo,
): string {
  const there = relative(io.cwd, cwd);
  const change = there === '' ? '' : `cd ${quoted(there)} && `;
  const named = quoted(uses.map(({ operation }) => operation).join(','));
  return `${change}forewarn replay ${quoted(history)} --since ${since} --uses ${named}`;
}

/** As a shell takes it: one word. */
function quoted(text: string): string {
  const plain = plainText(text, 2_000);
  return /^[\w@%+=:,./-]+$/.test(plain) ? plain : `'${plain.replaceAll("'", `'\\''`)}'`;
}

async function refuseUrl(): Promise<string> {
  throw new ForewarnError('input', 'a version refers to the web, and what stood there then is not known');
}
