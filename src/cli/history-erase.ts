import { resolve } from 'node:path';
import type { Command } from 'commander';
import { eraseMail } from '../adapters/notify/mailbox.ts';
import { type EraseResult, type EraseWhat, erase } from '../app/erase.ts';
import { nearest } from '../core/agreement/nearest.ts';
import { duration } from '../core/agreement/values.ts';
import { ForewarnError } from '../core/errors.ts';
import type { CliIo } from './io.ts';
import { ledgerPorts } from './on-ledger.ts';
import { toolVersion } from './tool-version.ts';
import { formatOf, partnersOf, STATE_DIR, withStore } from './with-store.ts';

interface Options {
  payload?: string;
  olderThan?: string;
  contact?: string;
  signals?: string | true;
  why: string;
  by?: string;
  table?: string;
  bucket?: string;
  state?: string;
  format?: string;
}

/** `history erase PARTNER`: takes payloads or a contact out of what is kept; the chain stays whole. */
export function registerHistoryErase(history: Command, io: CliIo): void {
  history
    .command('erase')
    .description('Erase payloads or a contact; the chain stays whole and says so')
    .argument('<partner>', 'whose history')
    .option('--payload <hash>', 'one payload, by its commitment')
    .option(
      '--older-than <duration>',
      'every payload of entries, and of what people told, older than this, such as 365d',
    )
    .option('--contact <address>', 'everything that names this address')
    .option('--signals [journey]', 'what people told of journeys (`forewarn report`), or of this one')
    .requiredOption('--why <text>', 'why, as it will stand in the ledger')
    .option('--table <name>', 'the table of a deployment on AWS, instead of the data folder')
    .option('--bucket <name>', 'the bucket of that deployment')
    .option('--by <name>', 'who erases (default: the user of this terminal)')
    .configureHelp({ showGlobalOptions: true })
    .addHelpText(
      'after',
      '\nExamples:\n  forewarn history erase acme-pay --older-than 365d --why "kept for a year"\n  forewarn history erase acme-pay --contact ana@acme-pay.example --why "asked for"\n  forewarn history erase acme-pay --contact ana@acme-pay.example --why "asked for" --table TABLE --bucket BUCKET',
    )
    .action((partner: string, _options: Options, command: Command) =>
      eraseFrom(partner, command.optsWithGlobals<Options>(), io),
    );
}

async function eraseFrom(named: string, options: Options, io: CliIo): Promise<void> {
  const format = formatOf(options.format, ['human', 'json']);
  const why = wordsFor('--why', options.why);
  const by = wordsFor('--by', options.by ?? io.env.USER ?? io.env.LOGNAME ?? 'command line');
  const deployment = deploymentOf(options);
  const tell = (partner: string, done: EraseResult, mails: number) =>
    io.out(erasedText(partner, { done, mails, format }));
  const of = { why, by: { kind: 'person', id: by } } as const;
  if (deployment) {
    const { wireErase } = await import('../adapters/wire-erase.ts');
    const ports = wireErase({ ...deployment, toolVersion: toolVersion() });
    const partner = chosen(named, await ports.ledger.partners());
    tell(partner, await erase(ports, { partner, what: whatOf(options, ports.calendar.now()), ...of }), 0);
    return;
  }
  await withStore(options.state, io, async (store) => {
    const [partner = named] = await partnersOf(store, named);
    const ports = {
      ...(await ledgerPorts(store, partner)),
      evidence: store.evidence,
      contacts: store.contacts,
    };
    const what = whatOf(options, ports.calendar.now());
    const mailbox = resolve(io.cwd, options.state ?? STATE_DIR, 'mailbox');
    const mails = 'contact' in what ? await eraseMail(mailbox, what.contact) : 0;
    const done = await erase(ports, { partner, what, ...of }).catch((error) => {
      if (mails > 0 && error instanceof ForewarnError && error.code === 'not-found')
        return { payloads: [], contacts: [], namedPlainly: [] };
      throw error;
    });
    tell(partner, done, mails);
  });
}

/** The table and the bucket of a deployment; null where a data folder is meant. @throws ForewarnError `usage` for one of both. */
function deploymentOf({ table, bucket, state }: Options): { table: string; bucket: string } | null {
  if (table === undefined && bucket === undefined) return null;
  if (table !== undefined && bucket !== undefined && state === undefined) return { table, bucket };
  throw new ForewarnError('usage', 'a deployment is named by --table and --bucket, without --state', {
    fix: 'the outputs of the stack name both',
  });
}

function chosen(named: string, partners: readonly string[]): string {
  if (partners.includes(named)) return named;
  const near = nearest(named, partners);
  throw new ForewarnError('not-found', `there is no history of ${named}`, {
    fix: near ? `did you mean ${near}?` : 'is it the table of that deployment?',
  });
}

function erasedText(
  partner: string,
  { done, mails, format }: { done: EraseResult; mails: number; format: 'human' | 'json' },
): string {
  if (format === 'json')
    return `${JSON.stringify({ schema: 'forewarn.erased/1', partner, mails, ...done }, null, 2)}\n`;
  const gone = `${partner}: erased: payloads ${done.payloads.length}, contacts ${done.contacts.length}, mails ${mails}\n`;
  if (done.namedPlainly.length === 0) return gone;
  return `${gone}Entries ${done.namedPlainly.join(', ')} are from before names of contacts had salts: the hash of this address stays in them.\n`;
}

function whatOf({ payload, olderThan, contact, signals }: Options, now: Date): EraseWhat {
  if ([payload, olderThan, contact, signals].filter((one) => one !== undefined).length !== 1)
    throw new ForewarnError('usage', 'name what to erase, in one way', {
      fix: 'with --payload HASH, --older-than 365d, --contact ADDRESS or --signals',
    });
  if (signals !== undefined) return { signals: signals === true ? null : signals };
  if (payload !== undefined) {
    if (/^[0-9a-f]{64}$/.test(payload)) return { payload };
    throw new ForewarnError('usage', '--payload is no commitment', { fix: 'it has 64 hex digits' });
  }
  if (contact !== undefined) {
    if (contact.trim().length >= 3) return { contact: contact.trim() };
    throw new ForewarnError('usage', '--contact is too short to be an address');
  }
  const ms = duration.safeParse(olderThan).data;
  if (ms === undefined)
    throw new ForewarnError('usage', `--older-than cannot be "${olderThan}"`, {
      fix: 'it is such as 365d or 12h',
    });
  return { before: new Date(now.getTime() - ms).toISOString() };
}

/** Words that stay in the ledger for ever name no address. */
function wordsFor(option: string, text: string): string {
  const words = text.trim();
  if (words === '' || words.length > 200 || words.includes('@'))
    throw new ForewarnError('usage', `${option} is 1 to 200 characters without an address`, {
      fix: 'it stays in the ledger for ever: name no person by an address there',
    });
  return words;
}
