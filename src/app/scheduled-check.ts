import type { Environment } from '../core/agreement/types.ts';
import type { Verdict } from '../core/drift/finding.ts';
import { type ErrorCode, ForewarnError } from '../core/errors.ts';
import { lookId } from '../core/ledger/ids.ts';
import type { CheckTick, PlannedSchedule, RegistrationRecord } from '../core/registration/types.ts';
import { catchUp } from './catch-up.ts';
import { checkWithBroker } from './check-with-broker.ts';
import type { Metrics } from './metrics.ts';
import type { RegistrationStore } from './registry-ports.ts';
import type { CheckPorts, CheckRequest } from './run-check.ts';

/** The files of a registration, read as a check needs them. */
export type UnpackedPartner = Pick<CheckRequest, 'agreement' | 'journeys' | 'baseline' | 'pacts' | 'states'>;

/** What a check by schedule needs beside what every check does. */
export interface ScheduledCheckPorts extends CheckPorts {
  registrations: Pick<RegistrationStore, 'read'>;
  metrics: Metrics;
  /**
   * Gets the files of a registration and reads them.
   * @throws ForewarnError `config`, `input` or `not-found` where they cannot be read
   */
  unpack(record: RegistrationRecord): Promise<UnpackedPartner>;
  /** Loopback and private addresses may be called: only where everything runs on one machine. */
  allowPrivate: boolean;
  /** Whether an environment is emulated on this machine: what is made there ends with it. */
  isEmulated(environment: Environment): Promise<boolean>;
}

/** What became of a tick. */
export type TickOutcome =
  | { outcome: 'checked'; verdict: Verdict }
  /** Nothing to do: there is, or will be, a younger one; or this one was worked on before. */
  | { outcome: 'dropped'; why: 'late' | 'doubled' }
  /** By our own fault; told in the log and counted. Trying again would change nothing. */
  | { outcome: 'refused'; why: ErrorCode };

/** Kept back at the end to store what was seen and to tell it. */
const WRITING_MS = 6_000;
/** Most that the verifier's process has for its report after the look, and its share of the time otherwise. */
const REPORTING_MS = 10_000;
const REPORTING_SHARE = 5;
/** Runs of a partner that are looked through for a doubled tick: more than are made within one interval. */
const RECENT = 100;
/** Codes of faults that are in the partner's registered files. */
const OF_THE_FILES: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['config', 'input', 'not-found']);

/**
 * Works on one tick of the schedule. The same tick again, a tick that is older than its interval and one for a partner
 * that nobody registered do not reach the partner. What is wrong with the partner's own files is an outcome.
 *
 * @param on.deadlineMs monotonic ms by which everything must be over, writing included
 * @throws ForewarnError `storage` and the like, where the same tick again may succeed
 */
export async function scheduledCheck(
  ports: ScheduledCheckPorts,
  tick: CheckTick,
  on: { deadlineMs: number },
): Promise<TickOutcome> {
  try {
    return await worked(ports, tick, on.deadlineMs);
  } catch (error) {
    if (!(error instanceof ForewarnError) || !OF_THE_FILES.has(error.code)) throw error;
    return refused(ports, tick, error);
  }
}

async function worked(ports: ScheduledCheckPorts, tick: CheckTick, endMs: number): Promise<TickOutcome> {
  const { metrics } = ports;
  const record = await ports.registrations.read(tick.partner);
  const planned = record?.schedules.find(({ environment }) => environment === tick.environment);
  if (!record || !planned)
    throw new ForewarnError('not-found', 'nobody registered this partner and environment');
  const why = await reasonToDrop(ports, tick, planned);
  if (why) {
    metrics.add('ChecksDropped', 1);
    ports.log.info('a tick was dropped', { ...namesOf(tick), why });
    return { outcome: 'dropped', why };
  }
  const unpacked = await ports.unpack(record);
  const { environment, emulated } = await environmentOf(ports, unpacked, tick);
  // A store of secrets that fails is our fault, not the partner's: it must not be met in the middle of a look.
  if (environment?.auth) await ports.secrets.read(environment.auth.secret);
  if (environment?.clientCertificate) await ports.secrets.read(environment.clientCertificate);
  const started = ports.monotonic.now();
  const { decision } = await checkWithBroker(ports, {
    ...unpacked,
    environment,
    scheduledTime: tick.scheduledTime,
    by: { kind: 'schedule', id: 'run-check' },
    allowPrivate: ports.allowPrivate,
    emulated,
    offline: false,
    deadlineMs: lookUntil(started, endMs),
  });
  const { verdict } = decision;
  const ms = Math.round(ports.monotonic.now() - started);
  metrics.add('ChecksRun', 1);
  metrics.add('CheckDuration', ms);
  metrics.add('ChecksNotVerified', verdict === 'not-verified' ? 1 : 0);
  ports.log.info('checked', { ...namesOf(tick), verdict, ms });
  return { outcome: 'checked', verdict };
}

/** When a look must be over so that its report and what follows from it fit in before the end. All in monotonic ms. */
export function lookUntil(now: number, endMs: number): number {
  const usable = Math.max(0, endMs - now - WRITING_MS);
  return now + usable - Math.min(REPORTING_MS, usable / REPORTING_SHARE);
}

async function reasonToDrop(
  ports: ScheduledCheckPorts,
  tick: CheckTick,
  { intervalMs }: PlannedSchedule,
): Promise<'late' | 'doubled' | null> {
  const age = ports.calendar.now().getTime() - Date.parse(tick.scheduledTime);
  if (age > intervalMs) return 'late';
  const look = lookId(tick.partner, tick.environment, tick.scheduledTime, ports.sha256);
  const runs = await ports.runs.recent(tick.partner, RECENT);
  if (runs.some((run) => run.look === look)) return 'doubled';
  const { looks } = await catchUp(ports, tick.partner);
  return looks.includes(look) ? 'doubled' : null;
}

/** The tick's environment. What is made at one that is emulated on this machine ends with it. */
async function environmentOf(
  ports: ScheduledCheckPorts,
  { agreement }: UnpackedPartner,
  tick: CheckTick,
): Promise<{ environment: Environment | null; emulated: boolean }> {
  if (tick.environment === null) return { environment: null, emulated: false };
  const environment = agreement.environments.find(({ name }) => name === tick.environment);
  if (!environment) throw new ForewarnError('not-found', 'the agreement has no such environment');
  if (environment.mode === 'read-only') return { environment, emulated: false };
  return { environment, emulated: await ports.isEmulated(environment) };
}

function refused(ports: ScheduledCheckPorts, tick: CheckTick, error: ForewarnError): TickOutcome {
  ports.metrics.add('ChecksRefused', 1);
  const { code, message, fix = null, place } = error;
  ports.log.warn('a check was refused', {
    ...namesOf(tick),
    code,
    error: message,
    fix,
    file: place?.file ?? null,
  });
  return { outcome: 'refused', why: code };
}

function namesOf({ partner, environment, scheduledTime }: CheckTick) {
  return { partner, environment, scheduledTime };
}
