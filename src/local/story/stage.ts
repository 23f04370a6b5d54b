import { join } from 'node:path';
import { createSimulatedCalendar, type SimulatedCalendar } from '../../adapters/clock/calendar.ts';
import { realMonotonic } from '../../adapters/clock/real-monotonic.ts';
import { sha256 } from '../../adapters/crypto/sha256.ts';
import { loadAgreements } from '../../adapters/files/load-agreements.ts';
import { preparePartner } from '../../adapters/files/prepare-partner.ts';
import { silentLog } from '../../adapters/log/line-log.ts';
import { wire } from '../../adapters/wire.ts';
import type { Ports } from '../../app/ports.ts';
import type { Agreement, Journey } from '../../core/agreement/types.ts';
import { ForewarnError } from '../../core/errors.ts';
import { parseEntry } from '../../core/ledger/parse-entry.ts';
import { createDailyCheckpoint } from '../daily-checkpoint.ts';
import { emulatedAgreement } from '../emulated-agreement.ts';
import { inventWebhookSecret } from '../emulator/partner-credentials.ts';
import { type Partners, startPartners } from '../emulator/start-partners.ts';
import { emptyFolder, type OpenStore, openStore } from '../open-store.ts';
import { createPipeline, type Pipeline } from '../pipeline.ts';
import { startWebhookReceiver } from '../webhook-receiver.ts';
import { requireEmulated } from './require-emulated.ts';

/** Where the story is told: partners that are emulated here, a calendar that is compressed, real everything else. */
export interface Stage {
  /** Midnight UTC of day 0. */
  start: Date;
  calendar: SimulatedCalendar;
  partners: Partners;
  agreements: Agreement[];
  journeys: Journey[];
  pipeline: Pipeline;
  ports: Ports;
  /** Folder of the local mailbox. */
  mailbox: string;
  close(): Promise<void>;
}

/** Day 0 of a new story. */
const STORY_START = '2026-11-02T00:00:00.000Z';

/**
 * Sets the stage in a data folder, or takes up the story that was cut off there.
 *
 * @throws ForewarnError `usage` where a partner is not emulated here; `locked` where another process
 * holds the folder.
 */
export async function setStage(options: {
  dir: string;
  cwd: string;
  contracts?: string;
  fresh: boolean;
  toolVersion: string;
  /** Puts something around the effects, such as a watcher of them; left out: nothing. */
  wrap?: (ports: Ports) => Ports;
}): Promise<Stage> {
  const { dir, cwd, contracts } = options;
  const { agreements, journeys } = loadAgreements({ cwd, sha256, ...(contracts ? { contracts } : {}) });
  requireEmulated(agreements);
  if (options.fresh) await emptyFolder(dir);
  const store = await openStore({ dir, clock: 'simulated', create: true });
  const opened: { close(): Promise<void> }[] = [store];
  const close = async () => {
    for (const one of opened.reverse()) await one.close();
  };
  try {
    if (!store.holds) throw heldElsewhere(dir);
    const { first, last } = await writtenTimes(store);
    const start = new Date(`${(first ?? STORY_START).slice(0, 10)}T00:00:00.000Z`);
    const calendar = createSimulatedCalendar(last ?? start.toISOString());
    const partners = await startPartners({ agreements, start, sha256, now: () => calendar.now() });
    opened.push(partners);
    const mailbox = join(dir, 'mailbox');
    const secrets = withWebhooks(partners.secrets, agreements);
    const receiver = await startWebhookReceiver({
      dir: join(mailbox, 'webhooks'),
      secrets: webhookNames(agreements).map((name) => secrets.get(name) as string),
    });
    opened.push(receiver);
    const { close: _closed, clock: _clock, holds: _holds, ...stores } = store;
    const wired = wire({
      ...stores,
      calendar,
      monotonic: realMonotonic,
      secrets: { read: async (name) => secrets.get(name) ?? null },
      log: silentLog,
      toolVersion: options.toolVersion,
      cwd,
      mailbox,
      allowPrivate: true,
      route: () => receiver.url,
    });
    const ports = options.wrap?.(wired) ?? wired;
    const emulated = agreements.map((one) => inHaste(emulatedAgreement(one, partners.urlsOf(one.partner))));
    const pipeline = createPipeline({
      ports,
      partners: await Promise.all(emulated.map((one) => preparePartner(one, cwd, sha256))),
      journeys,
      by: { kind: 'schedule', id: 'story' },
      allowPrivate: true,
      emulated: () => true,
      beforeLook: createDailyCheckpoint({ ...stores, ...ports }),
    });
    return { start, calendar, partners, agreements: emulated, journeys, pipeline, ports, mailbox, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A day takes a second: who is emulated here is asked as fast as it answers. */
function inHaste(agreement: Agreement): Agreement {
  const { limits } = agreement;
  return { ...agreement, limits: { ...limits, requestsPerSecond: Math.max(limits.requestsPerSecond, 50) } };
}

/** Names of the secrets that sign webhooks: the contact's own, else the partner's. */
function webhookNames(agreements: readonly Agreement[]): string[] {
  return agreements.flatMap(({ partner, contacts }) =>
    [...contacts.ours, ...contacts.theirs].flatMap((contact) =>
      contact.kind === 'webhook' ? [contact.secret ?? `${partner}/webhook`] : [],
    ),
  );
}

function withWebhooks(
  known: ReadonlyMap<string, string>,
  agreements: readonly Agreement[],
): Map<string, string> {
  const missing = webhookNames(agreements).filter((name) => !known.has(name));
  return new Map([...known, ...missing.map((name) => [name, inventWebhookSecret()] as const)]);
}

/** First and last instant that the ledgers and runs of this folder tell of. */
async function writtenTimes(store: OpenStore): Promise<{ first: string | null; last: string | null }> {
  const times: string[] = [];
  for (const partner of await store.ledger.partners()) {
    for await (const entry of store.ledger.entries(partner)) times.push(parseEntry(entry).at);
    times.push(...(await store.runs.recent(partner, 1)).map((run) => run.at));
  }
  times.sort();
  return { first: times[0] ?? null, last: times.at(-1) ?? null };
}

function heldElsewhere(dir: string): ForewarnError {
  return new ForewarnError('locked', 'another process tells a story in this data folder', {
    place: { file: dir },
    fix: 'end it first, or use --state DIR',
  });
}
