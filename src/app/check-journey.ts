import type { Contact, Journey } from '../core/agreement/types.ts';
import { isFirstConfirmed, liveOn, newJourney, toTell } from '../core/journey/live-on.ts';
import type { JourneyAbout, JourneyState, JourneyWalk, SignalCount } from '../core/journey/types.ts';
import { contactHash } from '../core/ledger/ids.ts';
import { journeyNotice, journeyNoticeId } from '../core/report/journey-notice.ts';
import type { JourneyStore } from './journey-store.ts';
import { type NamingPorts, named } from './name-contacts.ts';
import type { Ports } from './ports.ts';
import { type Walk, type WalkPorts, walkJourney } from './walk-journey.ts';

/** What walking a journey and keeping in mind how it stands needs. */
export type JourneyPorts = WalkPorts & { journeys: JourneyStore } & NamingPorts &
  Pick<Ports, 'mailer' | 'log'>;

/** A walk, and how the journey stands after it. */
export interface WalkedJourney {
  walk: JourneyWalk;
  state: JourneyState;
  /** This walk confirmed that it suffers. */
  firstConfirmed: boolean;
  /** What people told in the last day. */
  signals: SignalCount[];
}

const DAY_MS = 86_400_000;

/**
 * Walks a journey once, keeps how it stands, and tells ours what was confirmed: once that it suffers, once that it is
 * well again. A message that could not leave is tried again after the next walk, with the same id.
 *
 * @param on.confirm failing walks in a row that confirm
 * @param on.contacts who is told; none: nobody is
 */
export async function checkJourney(
  ports: JourneyPorts,
  on: Walk & { confirm: number; contacts: readonly Contact[] },
): Promise<WalkedJourney> {
  const { journey } = on;
  const before = (await ports.journeys.read(journey.id)) ?? newJourney(journey.id);
  const walk = await walkJourney(ports, on);
  const at = ports.calendar.now().toISOString();
  const inLedger = new Set([...(before.told?.due ?? []), ...(before.told?.sent ?? [])]);
  const all = await named(ports, { partner: partnerOf(journey), contacts: on.contacts, inLedger });
  const contacts = new Map(all.map((one) => [contactHash(one, ports.sha256), one]));
  const told = toTell(before, liveOn(before, walk, { confirm: on.confirm, at }), [...contacts.keys()]);
  const lived = { ...told, about: aboutOf(journey) };
  // Written before anything leaves: who ends in between sends again, with the same id.
  await ports.journeys.write(lived, at);
  await ports.journeys.walked?.(journey.id, walk.outcome, at);
  const state = await tell(ports, on, lived, contacts);
  if (state !== lived) await ports.journeys.write(state, at);
  const since = new Date(Date.parse(at) - DAY_MS).toISOString();
  const signals = await ports.journeys.signals(journey.id, since);
  return { walk, state, firstConfirmed: isFirstConfirmed(before, state), signals };
}

/** What those who read how it stands are told of a journey. */
export function aboutOf({ title, who, hurts, contact, steps }: Journey): JourneyAbout {
  return { title, who, hurts, contact, partners: [...new Set(steps.map(({ partner }) => partner))] };
}

/** The partner in whose book a journey's contacts are named: that of its first step. */
function partnerOf({ steps }: Journey): string {
  return steps[0]?.partner ?? '';
}

async function tell(
  ports: JourneyPorts,
  { journey }: Walk,
  state: JourneyState,
  contacts: ReadonlyMap<string, Contact>,
): Promise<JourneyState> {
  const { told } = state;
  if (!told || told.due.length === 0 || contacts.size === 0) return state;
  const sent: string[] = [];
  for (const hash of told.due) {
    const contact = contacts.get(hash);
    if (!contact) continue;
    const id = journeyNoticeId(journey.id, told, hash, ports.sha256);
    const notice = journeyNotice(journey, told, state.failing);
    const partner = partnerOf(journey);
    const message = { id, partner, side: 'ours' as const, contact, ...notice, at: told.since };
    const attempt = await ports.mailer.send(message).catch((error: unknown) => {
      const cause = error instanceof Error ? error.name : 'unknown';
      ports.log.warn('a channel failed', { journey: journey.id, notice: id, cause });
      return { outcome: 'failed' as const };
    });
    if (attempt.outcome === 'sent') sent.push(hash);
  }
  const due = told.due.filter((hash) => contacts.has(hash) && !sent.includes(hash));
  return { ...state, told: { ...told, due, sent: [...told.sent, ...sent] } };
}
