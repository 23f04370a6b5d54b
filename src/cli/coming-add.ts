import { relative } from 'node:path';
import type { Command } from 'commander';
import { sha256 } from '../adapters/crypto/sha256.ts';
import { announcedIn, isAnnounced } from '../adapters/files/announce-in-agreement.ts';
import { readText, replaceFile } from '../adapters/files/entry-in-agreement.ts';
import { preparePartner } from '../adapters/files/prepare-partner.ts';
import { nearest } from '../core/agreement/nearest.ts';
import type { Announcement } from '../core/agreement/types.ts';
import { operationKey, operationOf, parseSubject } from '../core/drift/subject.ts';
import { ForewarnError } from '../core/errors.ts';
import { readDate } from '../core/exchange/date-text.ts';
import type { ApiDocument } from '../core/openapi/document/types.ts';
import { plainText } from '../core/report/plain-text.ts';
import { declaredOperation, usageOf } from '../core/usage/usage-of.ts';
import type { CliIo } from './io.ts';
import { agreementWith } from './on-ledger.ts';
import { placed } from './placed.ts';

interface Options {
  what: string;
  change: string;
  on?: string;
  heard?: string;
  dryRun?: boolean;
}

/** What may become of something; other words are for those who write the agreement by hand. */
const CHANGES = ['removed', 'deprecated', 'changed'];

/** `coming add PARTNER`: writes down what somebody has told us, under `announced:` in the agreement. */
export function registerComingAdd(coming: Command, io: CliIo): void {
  coming
    .command('add')
    .description('Write what we were told into the agreement, under `announced:`')
    .argument('<partner>', 'the partner, such as acme-pay')
    .requiredOption('--what <operation>', 'operationId, METHOD /path, or the subject of a difference')
    .requiredOption('--change <change>', `what becomes of it: ${CHANGES.join(', ')}`)
    .option('--on <date>', 'the day, such as 2027-06-01')
    .option('--heard <text>', 'how we know, such as "mail 2026-11-02"')
    .option('--dry-run', 'show the line, and write nothing')
    .option('--contracts <dir>', 'folder of the agreements')
    .addHelpText(
      'after',
      '\nExample:\n  forewarn coming add acme-pay --what "GET /v1/charges/{id}" --change removed --on 2027-06-01 --heard "mail 2026-11-02"',
    )
    .action((partner: string, options: Options, { parent }: Command) =>
      add(partner, { ...parent?.opts<{ contracts?: string }>(), ...options }, io),
    );
}

async function add(partner: string, options: Options & { contracts?: string }, io: CliIo): Promise<void> {
  const agreement = agreementWith(partner, options, io);
  const { baseline, pacts } = await preparePartner(agreement, io.cwd, sha256).catch((error) => {
    throw placed(error, agreement.openapi.baseline);
  });
  const announcement: Announcement = {
    what: knownPlace(options.what, baseline),
    change: knownChange(options.change),
    on: options.on === undefined ? null : comingDay(options.on, new Date()),
    heard: options.heard === undefined ? null : plainText(options.heard, 200) || null,
  };
  const { file } = agreement;
  const shown = relative(io.cwd, file) || file;
  const source = readText(file);
  if (isAnnounced(source, announcement)) {
    io.out(`${shown} says so already.\n`);
    return;
  }
  const { entry, line, text } = announcedIn(source, announcement);
  io.out(`${shown}:${line}\n  - ${entry}\n`);
  if (!isUsed(announcement.what, usageOf(baseline, pacts, agreement.uses).operations))
    io.out('We do not use it, as far as is known: it is kept, and not told.\n');
  if (options.dryRun) return;
  replaceFile(file, text);
  io.out('Written.\n');
}

/** @throws ForewarnError `usage` for what the agreed document does not have, with the nearest that it has. */
function knownPlace(what: string, document: ApiDocument): string {
  const text = what.trim().replace(/\s+/g, ' ');
  const subject = parseSubject(text);
  if (declaredOperation(document, text) || (subject && document.byKey.has(operationOf(subject)))) return text;
  const known = document.operations.flatMap(({ operationId, method, path }) => [
    ...(operationId ? [operationId] : []),
    `${method} ${path}`,
  ]);
  const near = nearest(text, known);
  throw new ForewarnError('usage', `the agreed document has no operation "${plainText(text, 80)}"`, {
    fix: near ? `did you mean "${near}"?` : 'name it by its operationId, or as METHOD /path',
  });
}

function knownChange(change: string): string {
  if (CHANGES.includes(change)) return change;
  const near = nearest(change, CHANGES);
  throw new ForewarnError('usage', `--change cannot be "${plainText(change, 40)}"`, {
    fix: near ? `did you mean ${near}?` : `allowed: ${CHANGES.join(', ')}`,
  });
}

/** @throws ForewarnError `usage` for what is no day, or one that has passed. */
function comingDay(text: string, now: Date): string {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? readDate(text)?.slice(0, 10) : undefined;
  if (day === undefined)
    throw new ForewarnError('usage', `--on cannot be "${plainText(text, 40)}"`, {
      fix: 'write a day as YYYY-MM-DD, such as 2027-06-01',
    });
  if (day < now.toISOString().slice(0, 10))
    throw new ForewarnError('usage', `--on ${day} has passed`, {
      fix: 'give the day on which it will be so',
    });
  return day;
}

function isUsed(what: string, operations: ReturnType<typeof usageOf>['operations']): boolean {
  const subject = parseSubject(what);
  const [method = '', path = ''] = what.split(' ');
  const named = subject ? operationOf(subject) : operationKey(method, path);
  return operations.some(({ key, operation }) => operation.operationId === what || key === named);
}
