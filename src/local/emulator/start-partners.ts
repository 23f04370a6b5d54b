import type { Agreement, Environment } from '../../core/agreement/types.ts';
import type { Sha256 } from '../../core/hash.ts';
import type { ApiDocument } from '../../core/openapi/document/types.ts';
import { answersOf, type EmulatedSide, emulatedSides } from './emulated-sides.ts';
import { credentialsFor, inventSecret, inventWebhookSecret } from './partner-credentials.ts';
import { kindOf, outageFault, type PlannedWindow, type WindowKind } from './planned-window.ts';
import { type Emulator, startEmulator } from './start-emulator.ts';
import { type PlannedVersion, plannedHeaders, versionAt, windowsAt } from './version-plan.ts';

/** Something that a plan has brought about. */
export type Happening = VersionSwitch | WindowSwitch;

/** An environment that moved to another version. */
export interface VersionSwitch {
  kind: 'version';
  partner: string;
  environment: string;
  /** `info.version` of the document by which it answers. */
  version: string;
  /** False where that document is not the one that it publishes. */
  published: boolean;
}

/** Something that is so at an environment for a while, and has begun or ended. */
export interface WindowSwitch {
  kind: WindowKind;
  partner: string;
  environment: string;
  begins: boolean;
  /** The name of a fault or drift; else null. */
  name: string | null;
}

/** Every environment of some partners, emulated in this process. */
export interface Partners {
  /** Base URL by `partner/environment`. */
  urls: ReadonlyMap<string, string>;
  /** Values of the secrets that the agreements name for environments and webhooks. */
  secrets: ReadonlyMap<string, string>;
  /** The emulator of `partner/environment`. */
  emulator(place: string): Emulator;
  /** What the plans have of windows. */
  planned: ReadonlySet<WindowKind>;
  /** Base URL by environment name, of one partner. */
  urlsOf(partner: string): ReadonlyMap<string, string>;
  /** Puts in force what the plans say for this time; returns what has changed by it. */
  advance(at: Date): Happening[];
  close(): Promise<void>;
}

interface Running {
  partner: string;
  environment: string;
  side: EmulatedSide;
  version: PlannedVersion | null;
  windows: PlannedWindow[];
  emulator: Emulator;
}

/**
 * Emulates each environment of each agreement, and each of ours that it uses: the baseline, or what the `plan.yaml`
 * beside the agreement says, counted from `start`. An environment before its first planned version runs the baseline.
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
  const run = async (partner: string, environment: Environment, side: EmulatedSide): Promise<Running> => {
    const { name } = environment;
    const version = versionAt(side.plan, name, options.now(), options.start);
    const document = (version && side.documents.get(version.document)) ?? side.baseline;
    const emulator = await startEmulator({
      document,
      behaviour: side.behaviour,
      credentials: credentialsOf(environment, document, secrets, options.known),
      answers: answersOf(version, side.documents),
      now: options.now,
    });
    const windows = windowsAt(side.plan, name, options.now(), options.start);
    return { partner, environment: name, side, version, windows, emulator };
  };
  try {
    for (const agreement of options.agreements) {
      for (const name of webhookSecrets(agreement)) {
        secrets.set(name, options.known?.(name) ?? inventWebhookSecret());
      }
      const { partner } = agreement;
      for (const side of await emulatedSides(agreement, options.sha256)) {
        for (const environment of side.environments) {
          const one = await run(partner, environment, side);
          running.set(`${partner}/${environment.name}`, one);
          putInForce(one, options.start);
        }
      }
    }
  } catch (error) {
    await closeAll();
    throw error;
  }

  const urls = new Map([...running].map(([place, { emulator }]) => [place, emulator.url]));
  const windows = [...running.values()].flatMap(({ side }) => side.plan.flatMap(({ during }) => during));
  return {
    urls,
    secrets,
    planned: new Set(windows.map(kindOf)),
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

function advance(one: Running, at: Date, start: Date): Happening[] {
  const { partner, environment } = one;
  const version = versionAt(one.side.plan, environment, at, start);
  const windows = windowsAt(one.side.plan, environment, at, start);
  const ended = one.windows.filter((old) => !windows.includes(old));
  const begun = windows.filter((now) => !one.windows.includes(now));
  const moved = version !== one.version;
  if (!moved && ended.length + begun.length === 0) return [];
  one.version = version;
  one.windows = windows;
  const running = putInForce(one, start);
  const switched = (window: PlannedWindow, begins: boolean): WindowSwitch => {
    const name = window.fault?.name ?? window.drift?.name ?? null;
    return { kind: kindOf(window), partner, environment, begins, name };
  };
  return [
    ...(moved ? [{ kind: 'version', partner, environment, ...running } as const] : []),
    ...ended.map((window) => switched(window, false)),
    ...begun.map((window) => switched(window, true)),
  ];
}

/** Makes the emulator what version and windows say; tells what it runs now. */
function putInForce(one: Running, start: Date): Pick<VersionSwitch, 'version' | 'published'> {
  const { version, windows, emulator, side } = one;
  const document = (version && side.documents.get(version.document)) ?? side.baseline;
  const answers = answersOf(version, side.documents);
  const headed = [...(version ? [version] : []), ...windows.flatMap(({ headers }) => headers ?? [])];
  emulator.setVersion(document, plannedHeaders(headed, answers ?? document, start), answers);
  emulator.fault(windows.map(outageFault).findLast((fault) => fault !== null) ?? null);
  emulator.disturb(windows.flatMap((window) => side.disturbed.get(window) ?? []));
  emulator.refuseCredentials(windows.some(({ credentials }) => credentials === 'refused'));
  return { version: (answers ?? document).docVersion, published: answers === null };
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
