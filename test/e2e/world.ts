import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createSimulatedCalendar, type SimulatedCalendar } from '../../src/adapters/clock/calendar.ts';
import { realMonotonic } from '../../src/adapters/clock/real-monotonic.ts';
import { sha256 } from '../../src/adapters/crypto/sha256.ts';
import { loadAgreements } from '../../src/adapters/files/load-agreements.ts';
import { loadDocument } from '../../src/adapters/files/load-document.ts';
import { preparePartner } from '../../src/adapters/files/prepare-partner.ts';
import { silentLog } from '../../src/adapters/log/line-log.ts';
import { wire } from '../../src/adapters/wire.ts';
import { catchUp } from '../../src/app/catch-up.ts';
import type { CheckOutcome } from '../../src/app/check-report.ts';
import type { Ports } from '../../src/app/ports.ts';
import { releaseChange } from '../../src/app/release-change.ts';
import type { Agreement, Journey } from '../../src/core/agreement/types.ts';
import type { JsonObject } from '../../src/core/json.ts';
import { parseEntry } from '../../src/core/ledger/parse-entry.ts';
import type { Commitment, PartnerState } from '../../src/core/ledger/types.ts';
import { openDocument } from '../../src/core/openapi/document/open-document.ts';
import type { ApiDocument } from '../../src/core/openapi/document/types.ts';
import { emulatedAgreement } from '../../src/local/emulated-agreement.ts';
import type { Emulator } from '../../src/local/emulator/start-emulator.ts';
import { startPartners } from '../../src/local/emulator/start-partners.ts';
import { openStore } from '../../src/local/open-store.ts';
import { createPipeline } from '../../src/local/pipeline.ts';
import { startWebhookReceiver } from '../../src/local/webhook-receiver.ts';
import { readMail } from './mail.ts';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const DAY_MS = 86_400_000;

/** One sample partner, truly emulated, looked at by the real pipeline into a data folder of its own. */
export interface World {
  agreement: Agreement;
  journeys: Journey[];
  calendar: SimulatedCalendar;
  ports: Ports;
  dir: string;
  emulator(environment: string): Emulator;
  /** The document in force at the start, as data to edit. */
  baseline(): JsonObject;
  /** Opens an edited document. */
  open(raw: JsonObject): ApiDocument;
  /** Looks once at an environment, a day after the last look, and sends what is due. */
  look(environment: string): Promise<CheckOutcome>;
  state(): Promise<PartnerState>;
  release(ref: string): Promise<void>;
  /** Everything that the ledger's entries bind as evidence of one kind, oldest first. */
  evidence(kind: Commitment['kind']): Promise<JsonObject[]>;
  /** Messages that have left: text of each `.eml` file and webhook body, by side. */
  mail(side: 'ours' | 'theirs' | 'webhooks'): Promise<string[]>;
  close(): Promise<void>;
}

/**
 * Builds a world for one of the samples; `change` edits its agreement before it is emulated, `reach` what the
 * checks see of it afterwards, where its environments answer on this machine.
 */
export async function openWorld(
  partner: string,
  change: (agreement: Agreement) => Agreement = (agreement) => agreement,
  reach: (agreement: Agreement) => Agreement = (agreement) => agreement,
): Promise<World> {
  const dir = await mkdtemp(join(tmpdir(), 'forewarn-e2e-'));
  const start = new Date('2026-11-02T00:00:00.000Z');
  const calendar = createSimulatedCalendar(start.toISOString());
  const loaded = loadAgreements({ cwd: ROOT, sha256 });
  const agreed = loaded.agreements.filter((one) => one.partner === partner).map(change);
  const partners = await startPartners({ agreements: agreed, start, sha256, now: () => calendar.now() });
  const agreement = reach(emulatedAgreement(agreed[0] as Agreement, partners.urlsOf(partner)));
  const store = await openStore({ dir, clock: 'simulated', create: true });
  const mailbox = join(dir, 'mailbox');
  const receiver = await startWebhookReceiver({
    dir: join(mailbox, 'webhooks'),
    secrets: [...partners.secrets].filter(([name]) => name.endsWith('/webhook')).map(([, secret]) => secret),
  });
  const { close: _close, clock: _clock, holds: _holds, ...stores } = store;
  const ports = wire({
    ...stores,
    calendar,
    monotonic: realMonotonic,
    secrets: { read: async (name) => partners.secrets.get(name) ?? null },
    log: silentLog,
    toolVersion: '0.0.0-test',
    cwd: ROOT,
    mailbox,
    allowPrivate: true,
    route: () => receiver.url,
  });
  const prepared = await preparePartner(agreement, ROOT, sha256);
  const raw = await loadDocument(agreement.openapi.baseline, {
    cwd: ROOT,
    fetchText: () => Promise.reject(),
  });
  const { journeys } = loaded;
  const pipeline = createPipeline({
    ports,
    partners: [prepared],
    journeys,
    by: { kind: 'schedule', id: 'test' },
    allowPrivate: true,
    emulated: () => true,
  });
  return {
    agreement,
    journeys,
    calendar,
    ports,
    dir,
    emulator: (environment) => partners.emulator(`${partner}/${environment}`),
    baseline: () => structuredClone(raw),
    open: (edited) => openDocument(edited, sha256),
    async look(environment) {
      const due = calendar.now().getTime() + DAY_MS;
      calendar.moveTo(due);
      const outcome = await pipeline.check({ partner, environment, due });
      await pipeline.sweep(partner);
      return outcome;
    },
    state: () => catchUp(ports, partner),
    async release(ref) {
      await releaseChange(ports, { agreement, ref, by: { kind: 'person', id: 'test' } });
      await pipeline.sweep(partner);
    },
    async evidence(kind) {
      const kept: JsonObject[] = [];
      for await (const entry of ports.ledger.entries(partner)) {
        for (const one of parseEntry(entry).evidence.filter((bound) => bound.kind === kind)) {
          kept.push((await ports.evidence.get(partner, one.sha256)) as JsonObject);
        }
      }
      return kept;
    },
    mail: (side) => readMail(join(mailbox, side)),
    async close() {
      await store.close();
      await receiver.close();
      await partners.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** The next version of Acme Pay: three changes that touch us and many that do not. */
export async function nextVersion(world: World): Promise<ApiDocument> {
  const file = join(ROOT, 'contracts/acme-pay/next.yaml');
  return world.open(await loadDocument(file, { cwd: ROOT, fetchText: () => Promise.reject() }));
}
