import { ForewarnError } from '../core/errors.ts';
import { compareRegistration, droppedSchedules } from '../core/registration/compare-registration.ts';
import type {
  RegistrationBundle,
  RegistrationChange,
  RegistrationRecord,
} from '../core/registration/types.ts';
import type { Ports } from './ports.ts';
import { planRegistration, type ReadBundle } from './registration-plan.ts';
import type { CheckQueue, RegisteredFiles, RegistrationStore, Schedules } from './registry-ports.ts';

/** What registering needs. */
export interface RegisterPorts extends Pick<Ports, 'calendar' | 'sha256'> {
  registrations: RegistrationStore;
  files: RegisteredFiles;
  schedules: Schedules;
  queue: CheckQueue;
  readBundle: ReadBundle;
}

/** What to register, and in whose name. */
export interface RegisterInput {
  bundle: RegistrationBundle;
  /** Who registers, as their identity says. */
  by: string;
  /** True: say what would change, and do nothing. */
  dryRun?: boolean;
  /** True: take the partner from another source that registered it. */
  takeOver?: boolean;
}

const ATTEMPTS = 5;

/**
 * Registers a partner: files, schedules, what is no longer planned, the record, a first check; in this order, each of
 * them such that doing it again changes nothing. What a crash leaves half done is therefore done by the same call
 * again, and nobody reads a record whose files or schedules are not there.
 *
 * @returns what changed, or what would; `foreign` if another source registered the partner: nothing is done then.
 * @throws ForewarnError `config` or `input` where the bundle cannot be read (nothing is done); `storage` if others
 * registered the same partner meanwhile, five times running.
 */
export async function registerPartner(
  ports: RegisterPorts,
  { bundle, by, dryRun = false, takeOver = false }: RegisterInput,
): Promise<RegistrationChange> {
  const at = ports.calendar.now().toISOString();
  const contract = await ports.readBundle(bundle);
  const next = planRegistration({ bundle, contract, at, by, sha256: ports.sha256 });
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const registered = await ports.registrations.read(bundle.partner);
    const change = compareRegistration(registered, next, takeOver);
    if (dryRun || change.kind === 'foreign') return change;
    const record = change.kind === 'unchanged' && registered ? registered : next;
    await ports.files.put(record.partner, record.hash, bundle.files);
    for (const planned of record.schedules) await ports.schedules.upsert(planned);
    for (const { environment } of droppedSchedules(registered?.schedules ?? [], record.schedules))
      await ports.schedules.remove(record.partner, environment);
    if (record === registered || (await isWritten(ports, record, registered))) {
      await checkAtOnce(ports, record);
      return change;
    }
  }
  throw new ForewarnError(
    'storage',
    `${bundle.partner} was registered by others ${ATTEMPTS} times at this very time.`,
    { fix: 'register each partner from one place' },
  );
}

async function isWritten(
  { registrations }: RegisterPorts,
  record: RegistrationRecord,
  registered: RegistrationRecord | null,
): Promise<boolean> {
  return (await registrations.write(record, registered?.hash ?? null)) === 'written';
}

/**
 * A tick for each schedule, due at the time of the registration. It is sent again if the same call comes again before
 * the next tick could: the look has the same name then, and is made once.
 */
async function checkAtOnce({ queue, calendar }: RegisterPorts, record: RegistrationRecord): Promise<void> {
  const age = calendar.now().getTime() - Date.parse(record.at);
  for (const { partner, environment, intervalMs } of record.schedules)
    if (age < intervalMs) await queue.send({ v: 1, partner, environment, scheduledTime: record.at });
}
