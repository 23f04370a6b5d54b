import { createReadStream } from 'node:fs';
import { checkWith } from '../adapters/crypto/check-signature.ts';
import { openPayload } from '../adapters/crypto/sealed-payload.ts';
import { sha256 } from '../adapters/crypto/sha256.ts';
import { ForewarnError } from '../core/errors.ts';
import { type BundleReport, createBundleCheck } from '../core/ledger/bundle/verify-bundle.ts';
import { erasureTexts } from '../core/report/ledger-words.ts';
import { plainText } from '../core/report/plain-text.ts';
import type { CliIo } from './io.ts';

/** Longest line that is read: one payload may have 64 MB. */
const LONGEST = 80 * 1024 * 1024;

/** Problems that are listed; the rest is counted. */
const LISTED = 50;

/** Checks a bundle by what is in it alone, with a key that is trusted where one is given. */
export async function verifyBundleFile(
  file: string,
  { format, key }: { format: 'human' | 'json'; key: string | null },
  io: CliIo,
): Promise<void> {
  const check = createBundleCheck({
    sha256,
    check: checkWith(key),
    opens: (text, commitment) => openPayload(text, commitment) !== null,
  });
  for await (const line of linesOf(file)) check.line(line);
  const report = check.end();
  const unsigned = key !== null && report.signedBy === null;
  if (format === 'json')
    io.out(
      `${JSON.stringify({ schema: 'forewarn.verify-bundle/1', trusted: key !== null, ...report }, null, 2)}\n`,
    );
  else io.out(bundleText(report, key !== null));
  if (!report.ok || unsigned)
    throw new ForewarnError(
      'integrity',
      unsigned ? 'the bundle is not signed' : 'the bundle is not what was written',
      {
        place: { file },
        fix: 'ask for it again from where the history is kept',
      },
    );
}

/** Lines of a file, each once and in one pass, whatever is in it. @throws ForewarnError `input` for one that is too long. */
async function* linesOf(file: string): AsyncGenerator<string> {
  let pieces: string[] = [];
  let length = 0;
  let line = 1;
  const take = (piece: string) => {
    pieces.push(piece);
    length += piece.length;
    if (length <= LONGEST) return;
    throw new ForewarnError('input', `line ${line} of the bundle has more than ${LONGEST} characters`, {
      place: { file },
      fix: 'no line that `forewarn history export` writes is as long: ask for the bundle again',
    });
  };
  try {
    for await (const chunk of createReadStream(file, { encoding: 'utf8', highWaterMark: 1 << 20 })) {
      const [first = '', ...others] = (chunk as string).split('\n');
      take(first);
      for (const other of others) {
        yield pieces.join('');
        pieces = [];
        length = 0;
        line++;
        take(other);
      }
    }
  } catch (cause) {
    if (cause instanceof ForewarnError) throw cause;
    throw new ForewarnError(
      'not-found',
      `the bundle cannot be read (${(cause as NodeJS.ErrnoException).code})`,
      {
        place: { file },
        fix: 'name a file that `forewarn history export` wrote',
      },
    );
  }
  if (length > 0) yield pieces.join('');
}

function bundleText(report: BundleReport, trusted: boolean): string {
  const lines: string[] = [];
  for (const { line, what, why } of report.problems.slice(0, LISTED))
    lines.push(`✗ ${line === null ? '' : `line ${line}: `}${plainText(what, 120)} ${why}`);
  const more = report.problems.length - LISTED + report.untold;
  if (more > 0) lines.push(`✗ and ${more} more`);
  const mark = report.ok ? '✓' : '·';
  for (const { partner, entries, head, erased } of report.ledgers) {
    lines.push(
      `${mark} ${plainText(partner, 60)}: ${entries === 1 ? '1 entry' : `${entries} entries`}, head ${head}`,
    );
    lines.push(...erasureTexts(erased).map((text) => `    ${plainText(text, 300)}`));
  }
  lines.push(`${mark} ${report.checkpoints} checkpoints, ${report.evidence} payloads`);
  const by = report.signedBy === null ? 'nobody' : plainText(report.signedBy, 200);
  const trust = trusted
    ? 'the key that you gave'
    : 'compare that key with one you have from elsewhere (--key)';
  lines.push(`${mark} signed by ${by}; ${trust}`);
  return `${lines.join('\n')}\n`;
}
