import { join, resolve } from 'node:path';
import { realCalendar } from '../adapters/clock/calendar.ts';
import { realMonotonic } from '../adapters/clock/real-monotonic.ts';
import { sha256 } from '../adapters/crypto/sha256.ts';
import { createLookMemory } from '../adapters/files/look-memory.ts';
import { preparePartner } from '../adapters/files/prepare-partner.ts';
import { createQuotaStore } from '../adapters/files/quota-store.ts';
import { userFolder } from '../adapters/files/user-folder.ts';
import { isEmulator } from '../adapters/http/is-emulator.ts';
import { namedProxy, proxyNote } from '../adapters/http/named-proxy.ts';
import { silentLog } from '../adapters/log/line-log.ts';
import { createEnvSecrets } from '../adapters/secrets/env-secrets.ts';
import { wire } from '../adapters/wire.ts';
import type { Ports } from '../app/ports.ts';
import type { Agreement, Environment, Journey } from '../core/agreement/types.ts';
import type { ReportNote } from '../core/report/types.ts';
import { createDailyCheckpoint } from '../local/daily-checkpoint.ts';
import { createMemoryStores, type Stores } from '../local/memory-store.ts';
import type { OpenStore } from '../local/open-store.ts';
import { createPipeline, type Pipeline } from '../local/pipeline.ts';
import type { CheckOptions } from './check-options.ts';
import { makeDataDir } from './data-dir.ts';
import type { CliIo } from './io.ts';
import { placed } from './placed.ts';
import { toolVersion } from './tool-version.ts';

/** A pipeline for one run of `check`, and what it stands on. */
export interface CheckStage {
  pipeline: Pipeline;
  ports: Ports;
  allowPrivate: boolean;
  /** What in the chosen agreements does nothing as it stands. */
  notes: ReportNote[];
  close(): Promise<void>;
}

/** Reads what the chosen partners need and opens the stores: the data folder named by `--state`, or memory. */
export async function openCheckStage(on: {
  agreements: readonly Agreement[];
  journeys: Journey[];
  options: CheckOptions;
  io: CliIo;
}): Promise<CheckStage> {
  const { agreements, journeys, options, io } = on;
  const partners = await Promise.all(
    agreements.map((one) =>
      preparePartner(one, io.cwd, sha256).catch((error) => {
        throw placed(error, one.openapi.baseline);
      }),
    ),
  );
  const note = options.offline ? null : proxyNote(io.env);
  if (note) io.err(`forewarn: ${note}\n`);
  const store = await openStores(options, io.cwd);
  const allowPrivate = options.allowPrivate ?? false;
  const ports = wire({
    ...store.stores,
    calendar: realCalendar,
    monotonic: realMonotonic,
    secrets: createEnvSecrets(io.env),
    proxy: namedProxy(io.env),
    mailbox: join(store.dir, 'mailbox'),
    allowPrivate,
    log: silentLog,
    toolVersion: toolVersion(),
    cwd: io.cwd,
    quotas: createQuotaStore(() => userFolder(io.env)),
    memory: createLookMemory(() => userFolder(io.env)),
  });
  const pipeline = createPipeline({
    ports,
    partners,
    journeys,
    by: { kind: 'ci', id: 'check' },
    allowPrivate,
    emulated: await emulatedHere(agreements, allowPrivate && !options.offline && !options.dryRun),
    offline: options.offline ?? false,
    ...(store.signing ? { beforeLook: createDailyCheckpoint({ ...store.signing, ...ports }) } : {}),
    ...(options.vantage === undefined ? {} : { vantage: options.vantage }),
    ...(options.atOnce === undefined ? {} : { atOnce: options.atOnce }),
  });
  const notes = partners.flatMap((one) => one.notes ?? []);
  return { pipeline, ports, allowPrivate, notes, close: store.close };
}

/**
 * Environments on loopback that a Forewarn emulator serves, asked only where records are to be made, or where it would
 * matter how old is what we sent.
 */
async function emulatedHere(
  agreements: readonly Agreement[],
  mayAsk: boolean,
): Promise<(environment: Environment) => boolean> {
  const urls = agreements.flatMap(({ environments, ours }) =>
    [
      ...environments.filter(({ mode }) => mode === 'full'),
      ...(ours && ours.deliveries.length > 0 ? ours.environments : []),
    ].map(({ url }) => url),
  );
  const emulated = mayAsk
    ? await Promise.all(urls.map(async (url) => ((await isEmulator(url)) ? url : null)))
    : [];
  return ({ url }) => emulated.includes(url);
}

/** What signs the finished days of a data folder. */
type Signing = Pick<OpenStore, 'checkpoints' | 'signer'>;

async function openStores(
  { state, offline }: CheckOptions,
  cwd: string,
): Promise<{ stores: Stores; signing?: Signing; dir: string; close(): Promise<void> }> {
  const memory = createMemoryStores();
  if (state === undefined) return { stores: memory, dir: cwd, close: async () => {} };
  const dir = resolve(cwd, state);
  // The table is loaded where there is one: without a data folder it is half of what a check would read to start.
  const { openStore } = await import('../local/open-store.ts');
  if (!offline) makeDataDir(dir);
  const { close, ...stores } = await openStore({ dir, clock: 'real', create: !offline });
  if (!offline) return { stores, signing: stores, dir, close };
  // A look that sees nothing is no entry: it reads the history and leaves it as it is.
  for (const partner of await stores.ledger.partners()) {
    for await (const entry of stores.ledger.entries(partner)) await memory.ledger.append(partner, entry);
  }
  await close();
  return { stores: memory, dir, close: async () => {} };
}
