import { relative, resolve } from 'node:path';
import type { Command } from 'commander';
import { entriesOf, entryIn, readText, replaceFile } from '../adapters/files/entry-in-agreement.ts';
import type { Agreement } from '../core/agreement/types.ts';
import { ForewarnError } from '../core/errors.ts';
import { readDate } from '../core/exchange/date-text.ts';
import { isObject, type Json } from '../core/json.ts';
import type { PartnerState } from '../core/ledger/types.ts';
import { plainText } from '../core/report/plain-text.ts';
import type { CliIo } from './io.ts';
import { agreementWith, partnerOf, personOf } from './on-ledger.ts';
import { STATE_DIR, withStore } from './with-store.ts';

interface Options {
  until: string;
  why: string;
  partner?: string;
  by?: string;
  dryRun?: boolean;
  state?: string;
  contracts?: string;
}

const PATH = ['policy', 'ignore'];
const FINGERPRINT = /^[0-9a-f]{32}$/;
const MOST_WHY = 300;

/** `ignore REF`: lets a change not fail for a while, by a line in the agreement that says why and until when. */
export function registerIgnore(program: Command, io: CliIo): void {
  program
    .command('ignore')
    .description('Let a change not fail for a while, and write down why')
    .argument('<ref>', 'reference of the change, such as ACME-PAY-12, or the fingerprint of a difference')
    .requiredOption('--until <date>', 'the last day, such as 2027-01-31')
    .requiredOption('--why <text>', 'why it does not hurt meanwhile')
    .option('--partner <partner>', 'the partner; where a fingerprint is given')
    .option('--by <name>', 'who says so (default: the user of this terminal)')
    .option('--dry-run', 'show the line, and write nothing')
    .option('--state <dir>', 'data folder (default: .forewarn, if it is there)')
    .option('--contracts <dir>', 'folder of the agreements')
    .addHelpText(
      'after',
      '\nExample:\n  forewarn ignore ACME-PAY-12 --until 2027-01-31 --why "shim deployed"\n\nThe line stands under `policy.ignore` in the agreement: commit it, so that every check knows it.',
    )
    .action((ref: string, options: Options) => ignore(ref, options, io));
}

async function ignore(ref: string, options: Options, io: CliIo): Promise<void> {
  const until = lastDay(options.until, new Date());
  const why = plainText(options.why, MOST_WHY).trim();
  if (why === '') throw new ForewarnError('usage', '--why must say why');
  const partner = await partnerNamed(ref, options, io);
  const agreement = agreementWith(partner, options, io);
  const what: Record<string, string> = FINGERPRINT.test(ref)
    ? { fingerprint: ref }
    : { ref: ref.toUpperCase() };
  const shown = relative(io.cwd, agreement.file) || agreement.file;
  const source = readText(agreement.file);
  const known = entriesOf(source, PATH);
  if (known.some((one) => isAbout(one, what) && isObject(one) && String(one.until ?? '') >= until)) {
    io.out(`${shown} says so already.\n`);
    return;
  }
  refuseHidden(agreement, known, shown);
  const { id } = personOf(options, io);
  const { entry, line, text } = entryIn(source, PATH, { ...what, until, why, by: id });
  io.out(`${shown}:${line}\n  - ${entry}\n`);
  if (options.dryRun) return;
  replaceFile(agreement.file, text);
  io.out(`Written: it does not fail until the end of ${until}, and is told as ignored.\n`);
}

/** @throws ForewarnError `not-found` for a reference that the history does not have, where there is a history. */
async function partnerNamed(ref: string, options: Options, io: CliIo): Promise<string> {
  if (FINGERPRINT.test(ref)) {
    if (options.partner) return options.partner;
    throw new ForewarnError('usage', 'a fingerprint belongs to a partner', {
      fix: 'name it with --partner PARTNER',
    });
  }
  try {
    return await withStore(options.state, io, (store) => partnerOf(ref, store, { ...OPEN, known: true }));
  } catch (error) {
    const isMissing = error instanceof ForewarnError && isFolderMissing(error, options, io);
    const partner = /^(.+)-\d+$/.exec(ref.toLowerCase())?.[1];
    if (!isMissing || options.state !== undefined) throw error;
    if (partner !== undefined) return partner;
    throw new ForewarnError('usage', `"${plainText(ref, 60)}" is no reference of a change`, {
      fix: 'it looks like ACME-PAY-12: the partner, and a number',
    });
  }
}

const OPEN = {
  candidates: ({ changes }: PartnerState) => Object.keys(changes),
  some: 'there is one of',
  none: 'nothing has changed yet',
};

function isFolderMissing({ code, place }: ForewarnError, { state }: Options, io: CliIo): boolean {
  return code === 'not-found' && place?.file === resolve(io.cwd, state ?? STATE_DIR);
}

/** @throws ForewarnError `usage` for what is no day, or one that has passed. */
function lastDay(text: string, now: Date): string {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? readDate(text)?.slice(0, 10) : undefined;
  if (day === undefined)
    throw new ForewarnError('usage', `--until cannot be "${plainText(text, 40)}"`, {
      fix: 'write a day as YYYY-MM-DD, such as 2027-01-31',
    });
  if (day < now.toISOString().slice(0, 10))
    throw new ForewarnError('usage', `--until ${day} has passed`, { fix: 'give a day to come' });
  return day;
}

function isAbout(entry: Json, what: Readonly<Record<string, string>>): boolean {
  return isObject(entry) && Object.entries(what).every(([key, text]) => entry[key] === text);
}

/** A list of its own would take the place of the one that all agreements share. */
function refuseHidden({ policy }: Agreement, own: readonly Json[], shown: string): void {
  if (own.length > 0 || policy.ignore.length === 0) return;
  throw new ForewarnError('config', `what is ignored stands in the file that all agreements share`, {
    fix: `add the line there, or move its \`policy.ignore\` into ${shown}`,
  });
}
