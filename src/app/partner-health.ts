import type { Agreement } from '../core/agreement/types.ts';
import { environmentKey, type PartnerState } from '../core/ledger/types.ts';
import { isDropped, isHeld, sendable } from '../core/lifecycle/sendable.ts';
import type { RegistrationRecord } from '../core/registration/types.ts';
import type { Metrics } from './metrics.ts';
import type { Run, RunStore } from './ports.ts';

/** How all partners stand, as numbers. */
export interface Health {
  partners: number;
  /** Notices that wait for a person's release. */
  waiting: number;
  /** Age of the oldest notice that is due, not held and not sent, in seconds; 0 where there is none. */
  oldestUnsentSeconds: number;
  /** Environments whose last look is older than max-age. */
  stale: number;
  /** Environments registered for more than a day and never looked at. */
  unseen: number;
  /** Environments that could not be seen in their last look, or not all that we use of them. */
  blind: number;
}

export const NO_HEALTH: Health = {
  partners: 0,
  waiting: 0,
  oldestUnsentSeconds: 0,
  stale: 0,
  unseen: 0,
  blind: 0,
};

const DAY_MS = 86_400_000;
/** Runs that are read where the newest few do not name every environment. */
const RECENT = 200;

/** How one registered partner stands. `lastLooks`: when each environment was looked at last, in ms since 1970. */
export function healthOf(of: {
  agreement: Agreement;
  record: Pick<RegistrationRecord, 'at' | 'schedules'>;
  state: PartnerState;
  lastLooks: ReadonlyMap<string | null, number>;
  now: Date;
}): Health {
  const { agreement, record, state, lastLooks } = of;
  const now = of.now.getTime();
  const environments = record.schedules.map(({ environment }) => ({
    state: state.environments[environmentKey(environment)],
    last: lastLooks.get(environment) ?? null,
  }));
  const count = (is: (one: (typeof environments)[number]) => boolean) => environments.filter(is).length;
  const notices = Object.values(state.notices);
  const due = sendable(state).map((one) => Date.parse(one.releasedAt ?? one.at));
  return {
    partners: 1,
    waiting: notices.filter((one) => isHeld(one) && !isDropped(one, state)).length,
    oldestUnsentSeconds: Math.max(0, ...due.map((at) => Math.round((now - at) / 1000))),
    stale: count((one) =>
      one.last === null ? one.state?.verdict != null : now - one.last > agreement.maxAgeMs,
    ),
    unseen: count(
      (one) => one.last === null && one.state?.verdict == null && now - Date.parse(record.at) > DAY_MS,
    ),
    blind: count((one) => one.state?.blind != null || one.state?.unseen !== undefined),
  };
}

/** When each environment of a partner was looked at last. Few runs are read where that is enough. */
export async function lastLooksOf(
  runs: Pick<RunStore, 'recent'>,
  record: Pick<RegistrationRecord, 'partner' | 'schedules'>,
): Promise<Map<string | null, number>> {
  const names = record.schedules.map(({ environment }) => environment);
  for (const limit of [names.length * 2, RECENT]) {
    const looks = newest(await runs.recent(record.partner, limit));
    if (limit === RECENT || names.every((name) => looks.has(name))) return looks;
  }
  return new Map();
}

function newest(runs: readonly Run[]): Map<string | null, number> {
  const looks = new Map<string | null, number>();
  for (const { environment, at } of runs)
    looks.set(environment, Math.max(looks.get(environment) ?? 0, Date.parse(at)));
  return looks;
}

/** How two sets of partners stand together. */
export function together(a: Health, b: Health): Health {
  return {
    partners: a.partners + b.partners,
    waiting: a.waiting + b.waiting,
    oldestUnsentSeconds: Math.max(a.oldestUnsentSeconds, b.oldestUnsentSeconds),
    stale: a.stale + b.stale,
    unseen: a.unseen + b.unseen,
    blind: a.blind + b.blind,
  };
}

/** Gives the numbers to the metrics that alarms and the dashboard read. */
export function measureHealth(metrics: Metrics, health: Health): void {
  metrics.add('Partners', health.partners);
  metrics.add('NoticesWaiting', health.waiting);
  metrics.add('OldestUnsentNotice', health.oldestUnsentSeconds);
  metrics.add('EnvironmentsStale', health.stale);
  metrics.add('EnvironmentsUnseen', health.unseen);
  metrics.add('EnvironmentsBlind', health.blind);
}
