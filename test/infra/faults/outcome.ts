import { verifyLedger } from '../../../src/app/verify-ledger.ts';
import { sumOf } from '../runner/measured.ts';
import type { Story } from '../story/set-story.ts';

/** What stands in the ledgers and was told to people, whatever happened on the way there. */
export interface Outcome {
  /** Differences that are confirmed, by environment and name. */
  confirmed: string[];
  /** Notices that are due and not held. */
  due: string[];
  /** Notices that the ledgers say were sent. */
  told: string[];
  /** Notices that arrived: by mail or webhook, each id once however often it came. */
  arrived: string[];
  /** Looks that are in a ledger more than once. */
  doubled: string[];
  /** Mails with an id that another mail with other bytes has. */
  unlike: string[];
  verified: boolean;
  /** Messages by dead-letter queue, those that are empty left out. */
  dead: Record<string, number>;
}

/** Reads how everything ended. */
export async function outcomeOf(story: Story): Promise<Outcome> {
  const entries = await story.entries();
  const { holdings } = story.account;
  const transitions = entries.flatMap((entry) => entry.transitions);
  const released = new Set(transitions.flatMap((one) => (one.type === 'released' ? one.notices : [])));
  const due = entries.flatMap(({ notices }) => notices).filter(({ held, id }) => !held || released.has(id));
  const mails = new Map<string, Set<string>>();
  for (const { notice, raw } of holdings.sent)
    mails.set(notice ?? '', new Set([...(mails.get(notice ?? '') ?? []), raw]));
  const looks = entries.flatMap(({ look }) => look ?? []);
  return {
    confirmed: transitions
      .flatMap((one) => (one.type === 'confirmed' ? [`${one.environment} ${one.drift.driftKey}`] : []))
      .sort(),
    due: due.map(({ id }) => id).sort(),
    told: transitions
      .flatMap((one) => (one.type === 'attempted' && one.outcome === 'sent' ? [one.notice] : []))
      .sort(),
    arrived: [...mails.keys(), ...story.webhooks()].sort(),
    doubled: looks.filter((look, index) => looks.indexOf(look) !== index),
    unlike: [...mails].filter(([, bytes]) => bytes.size > 1).map(([id]) => id),
    verified: (await verifyLedger(story.stores)).every(({ ok }) => ok),
    dead: deadLetters(story),
  };
}

/** The sum of each named metric since the last restore. */
export function metricOf(story: Story, name: string): number {
  return sumOf(story.measurements(), name);
}

function deadLetters({ account: { holdings } }: Story): Record<string, number> {
  const dead = holdings.queues.list().flatMap(({ definition, bodies }) => {
    const kind = /Dead(Checks|Ticks|WakeUps)/.exec(definition.name)?.[0];
    return kind && bodies().length > 0 ? [[kind, bodies().length]] : [];
  });
  return Object.fromEntries(dead);
}
