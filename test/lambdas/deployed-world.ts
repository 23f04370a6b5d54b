import { join } from 'node:path';
import { announceHandler } from '../../lambdas/handlers/announce.ts';
import { runCheckHandler } from '../../lambdas/handlers/run-check.ts';
import { sweepHandler } from '../../lambdas/handlers/sweep.ts';
import { realMonotonic } from '../../src/adapters/clock/real-monotonic.ts';
import { sha256 } from '../../src/adapters/crypto/sha256.ts';
import { preparePartner } from '../../src/adapters/files/prepare-partner.ts';
import { createReadBundle } from '../../src/adapters/files/read-bundle.ts';
import { unpackRegistration } from '../../src/adapters/files/unpack-registration.ts';
import { wireCheck } from '../../src/adapters/wire-check.ts';
import type { Mailer, OutgoingNotice } from '../../src/app/ports.ts';
import { registerPartner } from '../../src/app/register-partner.ts';
import type { ScheduledCheckPorts, UnpackedPartner } from '../../src/app/scheduled-check.ts';
import type { SweepProgress } from '../../src/app/sweep-all.ts';
import { ForewarnError } from '../../src/core/errors.ts';
import { readRegistered } from '../../src/core/registration/read-registered.ts';
import type { RegistrationRecord } from '../../src/core/registration/types.ts';
import { createMemoryStores } from '../../src/local/memory-store.ts';
import { openRegistry } from '../app/registry-fixture.ts';
import { parcelDocument } from '../cli/check-world.ts';
import { temporaryFolder } from '../cli/run-cli.ts';
import { keptTelemetry } from './invocation.ts';

/** Time of the first event of a test. */
export const BEGIN = '2026-11-22T08:00:00.000Z';

/** The ISO time some minutes after the beginning. */
export function minutes(after: number): string {
  return new Date(Date.parse(BEGIN) + after * 60_000).toISOString();
}

/** A deployment in memory: everything but the stores and the mail is what runs on AWS. */
export function openDeployedWorld(on: { env?: Record<string, string>; clock?: 'events' | 'real' } = {}) {
  const folder = temporaryFolder();
  const stores = createMemoryStores();
  const { ports: registry, registry: kept } = openRegistry();
  const log = keptTelemetry(on.env);
  const { telemetry } = log;
  const calendar = {
    kind: 'simulated' as const,
    time: BEGIN,
    now: () => new Date(calendar.time),
    at: (time: string) => {
      if (on.clock !== 'real') calendar.time = time;
    },
  };
  const sent: OutgoingNotice[] = [];
  const mail: Mailer = {
    async send(notice) {
      sent.push(notice);
      return { outcome: 'sent', sha256: sha256(notice.text), detail: null };
    },
  };
  const unpack = async (record: RegistrationRecord): Promise<UnpackedPartner> => {
    const texts = await registry.files.get(record.partner, record.hash);
    if (!texts) throw new ForewarnError('not-found', 'the files are not there');
    const root = await unpackRegistration(texts, join(folder, 'unpacked'));
    const { agreement, journeys } = readRegistered(record, root, sha256);
    return { ...(await preparePartner(agreement, root, sha256)), journeys };
  };
  const check: ScheduledCheckPorts & { calendar: typeof calendar } = {
    ...wireCheck({
      ...stores,
      calendar,
      monotonic: realMonotonic,
      secrets: { read: async () => null },
      log: telemetry.log,
      toolVersion: '0.1.0',
      cwd: folder,
    }),
    calendar,
    registrations: registry.registrations,
    metrics: telemetry.metrics,
    unpack,
    allowPrivate: true,
    isEmulated: async () => false,
  };
  const sending = { ...check, mailer: mail };
  const checkpoints = new Map<string, string>();
  const progress: { at: SweepProgress | null } = { at: null };
  const sweeping = {
    ...sending,
    registrations: registry.registrations,
    checkpoints: {
      read: async (day: string) => checkpoints.get(day) ?? null,
      write: async (day: string, text: string) => {
        if (checkpoints.has(day)) return 'there' as const;
        checkpoints.set(day, text);
        return 'written' as const;
      },
      writePart: async () => undefined,
      readPart: async () => null,
      before: async (day: string) => [...checkpoints.keys()].filter((one) => one < day).at(-1) ?? null,
      async *days() {
        yield* checkpoints.keys();
      },
    },
    signer: {
      sign: async (text: string) => ({
        key: 'alias/test',
        algorithm: 'ECDSA_SHA_256' as const,
        signature: sha256(text),
      }),
    },
    progress: {
      read: async () => progress.at,
      write: async (at: SweepProgress | null) => {
        progress.at = at;
      },
    },
  };
  registry.readBundle = createReadBundle(folder);
  return {
    ...log,
    stores,
    calendar,
    check,
    sending,
    sweeping,
    registry: kept,
    registryPorts: registry,
    sent,
    checkpoints,
    progress,
    runCheck: (more: Partial<ScheduledCheckPorts> = {}) =>
      runCheckHandler({ ...check, ...more, calendar }, telemetry),
    announce: (more: Partial<typeof sending> = {}) => announceHandler({ ...sending, ...more }, telemetry),
    sweep: (more: Partial<typeof sweeping> = {}) => sweepHandler({ ...sweeping, ...more }, telemetry),
    /** Registers a partner by the lines of its agreement. */
    register: (partner: string, lines: string) =>
      registerPartner(registry, {
        by: 'test',
        bundle: {
          v: 1,
          partner,
          source: 'shop/integrations',
          files: {
            [`contracts/${partner}/agreement.yaml`]: `partner: ${partner}\n${lines}`,
            [`openapi/${partner}.yaml`]: JSON.stringify(parcelDocument()),
          },
        },
      }),
  };
}

export type DeployedWorld = ReturnType<typeof openDeployedWorld>;
