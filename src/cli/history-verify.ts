import { createPublicKey } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { checkWith } from '../adapters/crypto/check-signature.ts';
import { sha256 } from '../adapters/crypto/sha256.ts';
import { type VerifiedHistory, verifyHistory } from '../app/verify-history.ts';
import type { VerifiedLedger } from '../app/verify-ledger.ts';
import { ForewarnError } from '../core/errors.ts';
import { checkpointProblemText, erasureTexts } from '../core/report/ledger-words.ts';
import { plainText } from '../core/report/plain-text.ts';
import type { CliIo } from './io.ts';
import { verifyBundleFile } from './verify-bundle-file.ts';
import { formatOf, withStore } from './with-store.ts';

interface Options {
  state?: string;
  format?: string;
  key?: string;
}

/** `history verify [FILE]`: the chains, their checkpoints and what is kept beside them; or those in a bundle. */
export function registerHistoryVerify(history: Command, io: CliIo): void {
  history
    .command('verify')
    .description('Check the hash chain of every partner, and what was derived from it')
    .argument('[file]', 'a bundle of `history export`, instead of the data folder')
    .option('--key <key>', 'the public key to trust: a file (PEM), or SPKI in base64')
    .configureHelp({ showGlobalOptions: true })
    .addHelpText(
      'after',
      '\nExamples:\n  forewarn history verify --state .forewarn\n  forewarn history verify acme-pay.bundle --key forewarn.pub\n\nExits with 0 (everything holds), 2 (something does not) or 3 (there was nothing to verify).',
    )
    .action(async (file: string | undefined, _options: Options, verify: Command) => {
      const options = verify.optsWithGlobals<Options>();
      const format = formatOf(options.format, ['human', 'json']);
      const key = options.key === undefined ? null : readKey(options.key, io.cwd);
      if (file === undefined) await verifyFolder(options, { format, key }, io);
      else await verifyBundleFile(resolve(io.cwd, file), { format, key }, io);
    });
}

async function verifyFolder(
  options: Options,
  { format, key }: { format: 'human' | 'json'; key: string | null },
  io: CliIo,
): Promise<void> {
  const found = await withStore(options.state, io, async (store) =>
    verifyHistory({ ...store, sha256 }, checkWith(key ?? (await store.publicKey()))),
  );
  const { ledgers, checkpoints } = found;
  const nothing = ledgers.length === 0 && checkpoints.problems.length === 0;
  if (format === 'json')
    io.out(`${JSON.stringify({ schema: 'forewarn.verify/1', ledgers, checkpoints }, null, 2)}\n`);
  else if (nothing) io.out('The ledger is empty: there was nothing to verify.\n');
  else io.out(historyText(found));
  if (nothing) io.setExit(3);
  const bad = ledgers.filter((one) => !one.ok).map((one) => one.partner);
  const gone = checkpoints.problems.flatMap(({ partner }) => partner ?? []);
  const named = [...new Set([...bad, ...gone])];
  const what = named.length > 0 ? `the history of ${named.join(', ')}` : 'a checkpoint';
  if (bad.length + checkpoints.problems.length > 0)
    throw new ForewarnError('integrity', `${what} is not what was written`, {
      fix: 'keep the folder as it is, and compare it with a copy or with the heads in notices that were sent',
    });
}

function historyText({ ledgers, checkpoints }: VerifiedHistory): string {
  const lines = ledgers.flatMap((one) => [...ledgerLines(one)]);
  lines.push(...checkpoints.problems.map((one) => `✗ ${checkpointProblemText(one)}`));
  if (checkpoints.hold > 0) {
    const days = checkpoints.hold === 1 ? '1 checkpoint holds' : `${checkpoints.hold} checkpoints hold`;
    lines.push(`✓ ${days}, signed by ${checkpoints.keys.map((key) => plainText(key, 200)).join(', ')}`);
  }
  return `${lines.join('\n')}\n`;
}

function* ledgerLines(one: VerifiedLedger): Iterable<string> {
  const { partner, fault, signed, evidence } = one;
  const entries = one.entries === 1 ? '1 entry holds' : `${one.entries} entries hold`;
  if (fault) yield `✗ ${partner}: ${entries}; entry ${fault.seq} does not (${fault.why})`;
  else if (one.projection === 'differs')
    yield `✗ ${partner}: ${entries}; the present that was kept differs from them`;
  else yield `✓ ${partner}: ${entries}, head ${one.head}`;
  for (const problem of signed) yield `✗ ${checkpointProblemText(problem)}`;
  for (const { seq, sha256: hash } of evidence?.lost ?? [])
    yield `✗ ${partner}: evidence ${hash} of entry ${seq} is gone, or was changed`;
  for (const hash of evidence?.stillThere ?? [])
    yield `✗ ${partner}: ${hash} was erased by the ledger and is still there; erase it again`;
  for (const text of erasureTexts(evidence?.erased ?? [])) yield `  ${partner}: ${plainText(text, 300)}`;
}

/** A public key, of a PEM file or as base64, as SPKI (DER, base64). @throws ForewarnError `usage`. */
function readKey(given: string, cwd: string): string {
  const file = resolve(cwd, given);
  const text = existsSync(file) ? readFileSync(file, 'utf8') : given;
  try {
    const key = text.includes('-----BEGIN')
      ? createPublicKey(text)
      : createPublicKey({ key: Buffer.from(text.trim(), 'base64'), format: 'der', type: 'spki' });
    return key.export({ format: 'der', type: 'spki' }).toString('base64');
  } catch (cause) {
    throw new ForewarnError('usage', '--key is no public key', {
      fix: 'it is a PEM file, or SPKI (DER) in base64, as `history export` prints it',
      cause,
    });
  }
}
