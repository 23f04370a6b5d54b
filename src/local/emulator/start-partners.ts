import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Agreement, Environment } from '../../core/agreement/types.ts';
import type { Sha256 } from '../../core/hash.ts';
import type { ApiDocument } from '../../core/openapi/document/types.ts';
import { openFile } from './open-file.ts';
import { credentialsFor, inventSecret, inventWebhookSecret } from './partner-credentials.ts';
import { behaviourOf } from './partners/behaviours.ts';
import { readPlan } from './read-plan.ts';
import { type Emulator, startEmulator } from './start-emulator.ts';
import { type PlannedVersion, plannedHeaders, type VersionPlan, versionAt } from './version-plan.ts';

/** An environment that moved to another version. */
export interface VersionSwitch {
  partner: string;
  environment: string;
  /** `info.version` of the document by which it answers. */
  version: string;
  /** False where that document is not the one that it publishes. */
  published: boolean;
}

/** Every environment of some partners, emulated in this process. */
export interface Partners {
  /** Base URL by `partner/environment`. */
  urls: ReadonlyMap<string, string>;
  /** Values of the secrets that the agreements name for environments and webhooks. */
  secrets: ReadonlyMap<string, string>;
  /** The emulator of `partner/environment`. */
  emulator(place: string): Emulator;
  /** Base URL by environment name, of one partner. */
  urlsOf(partner: string): ReadonlyMap<string, string>;
  /** Puts in force what the plans say for this time; returns what has changed by it. */
  advance(at: Date): VersionSwitch[];
  close(): Promise<void>;
}

interface Running {
  partner: string;
  environment: string;
  plan: VersionPlan[];
  version: PlannedVersion | null;
  documents: Map<string, ApiDocument>;
  emulator: Emulator;
}

/**
 * Emulates each environment of each agreement: the baseline, or the versions of the `plan.yaml` beside the
 * agreement, counted from `start`. An environment before its first planned version runs the baseline.
 */
export async function startPartners(options: {
  agreements: readonly Agreement[];
  start: Date;
  sha256: Sha256;
  /** Calendar time. */
  now: () => Date;
  /** Secrets that are set already; what is not is invented. */
  known?: (name: string) => string | undefined;
}): Promise<Partners> {
  const secrets = new Map<string, string>();
  const running = new Map<string, Running>();
  const closeAll = async () => {
    await Promise.all([...running.values()].map(({ emulator }) => emulator.close()));
  };
  try {
    for (const agreement of options.agreements) {
      for (const name of webhookSecrets(agreement)) {
        secrets.set(name, options.known?.(name) ?? inventWebhookSecret());
      }
      const { plan, documents, baseline } = await versionsOf(agreement, options.sha256);
      for (const environment of agreement.environments) {
        const version = versionAt(plan, environment.name, options.now(), options.start);
        const document = (version && documents.get(version.document)) ?? baseline;
        const emulator = await startEmulator({
          document,
          behaviour: behaviourOf(agreement.partner),
          credentials: credentialsOf(environment, document, secrets, options.known),
          answers: answersOf(version, documents),
          headers: version ? plannedHeaders(version, options.start) : {},
          now: options.now,
        });
        const place = `${agreement.partner}/${environment.name}`;
        const { partner } = agreement;
        running.set(place, { partner, environment: environment.name, plan, version, documents, emulator });
      }
    }
  } catch (error) {
    await closeAll();
    throw error;
  }

  const urls = new Map([...running].map(([place, { emulator }]) => [place, emulator.url]));
  return {
    urls,
    secrets,
    emulator(place) {
      const found = running.get(place);
      if (!found) throw new RangeError(`no environment ${place} is emulated`);
      return found.emulator;
    },
    urlsOf: (partner) =>
      new Map(
        [...running.values()]
          .filter((one) => one.partner === partner)
          .map((one) => [one.environment, one.emulator.url]),
      ),
    advance: (at) => [...running.values()].flatMap((one) => advance(one, at, options.start)),
    close: closeAll,
  };
}

function advance(one: Running, at: Date, start: Date): VersionSwitch[] {
  const version = versionAt(one.plan, one.environment, at, start);
  const document = version && one.documents.get(version.document);
  if (!version || !document || version === one.version) return [];
  one.version = version;
  const answers = answersOf(version, one.documents);
  one.emulator.setVersion(document, plannedHeaders(version, start), answers);
  const { docVersion } = answers ?? document;
  return [
    { partner: one.partner, environment: one.environment, version: docVersion, published: answers === null },
  ];
}

function answersOf(
  version: PlannedVersion | null,
  documents: ReadonlyMap<string, ApiDocument>,
): ApiDocument | null {
  return version?.answers ? (documents.get(version.answers) ?? null) : null;
}

async function versionsOf(agreement: Agreement, sha256: Sha256) {
  const folder = dirname(agreement.file);
  const file = join(folder, 'plan.yaml');
  const plan = existsSync(file) ? readPlan(file) : [];
  const { baseline } = agreement.openapi;
  const paths = new Set([
    baseline,
    ...plan.flatMap((one) =>
      one.versions.flatMap(({ document, answers }) => [document, answers ?? document]),
    ),
  ]);
  const documents = new Map<string, ApiDocument>();
  for (const path of paths) documents.set(path, await openFile(path, folder, sha256));
  return { plan, documents, baseline: documents.get(baseline) as ApiDocument };
}

function webhookSecrets({ contacts }: Agreement): string[] {
  return [...contacts.ours, ...contacts.theirs].flatMap((contact) =>
    contact.kind === 'webhook' && contact.secret !== null ? [contact.secret] : [],
  );
}

/** Environments that name the same secret accept the same value. */
function credentialsOf(
  { auth }: Environment,
  document: ApiDocument,
  secrets: Map<string, string>,
  known: (name: string) => string | undefined = () => undefined,
) {
  if (auth === null) return null;
  const value = secrets.get(auth.secret) ?? known(auth.secret) ?? inventSecret(auth, document);
  secrets.set(auth.secret, value);
  return credentialsFor(auth, document, value);
}
