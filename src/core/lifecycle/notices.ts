import type { Agreement } from '../agreement/types.ts';
import type { Sha256 } from '../hash.ts';
import { contactHash, sealNotice } from '../ledger/ids.ts';
import type {
  Change,
  DriftInEnvironment,
  NoticeDue,
  NoticeState,
  PartnerState,
  Side,
} from '../ledger/types.ts';
import { environmentKey } from '../ledger/types.ts';
import type { SightNews } from './blindness.ts';
import { concernsPartner, hurtsNow, touchOf } from './cells.ts';
import { isCovered } from './changes.ts';
import { isHeld } from './sendable.ts';
import { endedThreads, type Listener, noticesTo, openThreads } from './threads.ts';
import { nextNumber, noticeTo } from './to-contact.ts';

/** Everything needed to say who must hear of what. */
export interface NoticeContext {
  before: PartnerState;
  after: PartnerState;
  agreement: Agreement;
  environment: string | null;
  sha256: Sha256;
}

/** Who must hear of one change after this look: its announcement, that it has shipped, its end, or that it is back. */
export function noticesOfChange(change: Change, on: NoticeContext): NoticeDue[] {
  if (change.closedAt !== null) return endNotices(change, on);
  const earlier = on.before.changes[change.ref];
  if (earlier && earlier.closedAt !== null) return returnNotices(change, on);
  const isNew = !earlier;
  const toOurs = isNew ? ourFirstStep(change, on.after) : shippedNow(change, on) ? 'shipped' : null;
  const ours = toOurs ? listed('ours', on).map((to) => noticeTo(change, toOurs, to, on)) : [];
  if (!concernsTheirs(change, on.after)) return ours;
  const theirs = listed('theirs', on).flatMap((to) => {
    const known = noticesTo(change, to, on.after);
    if (known.length === 0) return noticeTo(change, isNew ? 'announce' : 'shipped', to, on);
    const waiting = known.some((one) => isHeld(one) && one.sentAt === null && one.due.step !== 'answered');
    return toOurs === 'shipped' && !waiting ? noticeTo(change, 'shipped', to, on) : [];
  });
  return [...ours, ...theirs];
}

/** Everyone who was told of the end hears once that the change is back; who never heard of it, that it is there. */
function returnNotices(change: Change, on: NoticeContext): NoticeDue[] {
  const back = endedThreads(change, on.before);
  const going = openThreads(change, on.before);
  const knows = (to: Listener) =>
    [...back, ...going].some((one) => one.side === to.side && one.contact === to.contact);
  const ours = listed('ours', on).filter((to) => !knows(to));
  const theirs = concernsTheirs(change, on.after) ? listed('theirs', on).filter((to) => !knows(to)) : [];
  return [
    ...back.map((to) => noticeTo(change, 'reopened', to, on)),
    ...ours.map((to) => noticeTo(change, ourFirstStep(change, on.after), to, on)),
    ...theirs.map((to) => noticeTo(change, 'announce', to, on)),
  ];
}

/** The contacts of a side that the agreement names, each once, in its order. */
export function listed(side: Side, on: Pick<NoticeContext, 'agreement' | 'sha256'>): Listener[] {
  const hashes = on.agreement.contacts[side].map((to) => contactHash(to, on.sha256));
  return [...new Set(hashes)].map((contact) => ({ side, contact }));
}

/** Told to each of our contacts: that an environment, or operations of it, cannot be seen, or can be again. */
export function sightNotices(news: readonly SightNews[], on: NoticeContext): NoticeDue[] {
  const { environment } = on;
  return on.agreement.contacts.ours.flatMap((to) => {
    const contact = contactHash(to, on.sha256);
    return news.map(({ step, operations, vantage }, at) => {
      const isOne = ({ due }: NoticeState) =>
        due.step === step && due.environment === environment && due.contact === contact;
      const n = nextNumber(on.after, isOne) + news.slice(0, at).filter((one) => one.step === step).length;
      const due = {
        change: null,
        occurrence: 1,
        side: 'ours',
        step,
        contact,
        n,
        environment,
        held: false,
      } as const;
      return sealNotice(
        { ...due, ...(operations ? { operations } : {}), ...(vantage === undefined ? {} : { vantage }) },
        on.after.partner,
        on.sha256,
      );
    });
  });
}

function ourFirstStep(change: Change, state: PartnerState): 'announce' | 'summary' {
  return livesOf(change, state).some((life) => touchOf(life.facts) === 'ours') ? 'announce' : 'summary';
}

/** True if this look is the first to see the change hurt in its environment, or to see it hurt something new. */
function shippedNow(change: Change, on: NoticeContext): boolean {
  const here = environmentKey(on.environment);
  const hurting = change.drifts.filter((key) => hurtsIn(on.after, change, key, here));
  if (hurting.length === 0) return false;
  const told = Object.values(on.before.notices).some(
    ({ due }) =>
      due.change === change.ref &&
      due.step === 'shipped' &&
      due.occurrence >= (change.reopened?.occurrence ?? 1) &&
      environmentKey(due.environment) === here,
  );
  const earlier = on.before.changes[change.ref] as Change;
  const hurtBefore = earlier.drifts.some((key) => hurtsIn(on.before, earlier, key, here));
  if (!told && !hurtBefore) return true;
  const added = hurting.filter((key) => !earlier.drifts.includes(key));
  return added.some((key) => {
    const facts = on.after.drifts[key]?.environments[here]?.facts;
    return facts !== undefined && !isCovered(on.before, earlier, facts);
  });
}

function hurtsIn(state: PartnerState, change: Change, driftKey: string, here: string): boolean {
  const drift = state.drifts[driftKey];
  const life = drift?.change === change.ref ? drift.environments[here] : undefined;
  return life?.state === 'confirmed' && hurtsNow(life.facts) && touchOf(life.facts) === 'ours';
}

function concernsTheirs(change: Change, state: PartnerState): boolean {
  return livesOf(change, state).some(({ facts }) => touchOf(facts) === 'ours' && concernsPartner(facts));
}

function livesOf(change: Change, state: PartnerState): DriftInEnvironment[] {
  return change.drifts
    .map((key) => state.drifts[key])
    .filter((drift) => drift?.change === change.ref)
    .flatMap((drift) => Object.values(drift?.environments ?? {}))
    .filter((life) => life.state === 'confirmed');
}

/** Everyone who was told, or may have been while a send was under way, hears the end once. */
export function endNotices(
  change: Change,
  on: Pick<NoticeContext, 'after' | 'agreement' | 'environment' | 'sha256'>,
): NoticeDue[] {
  return openThreads(change, on.after).map((to) => noticeTo(change, change.how ?? 'resolved', to, on));
}
