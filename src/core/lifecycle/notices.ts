import type { Agreement, Contact } from '../agreement/types.ts';
import type { Sha256 } from '../hash.ts';
import { contactHash, sealNotice } from '../ledger/ids.ts';
import type {
  Change,
  DriftInEnvironment,
  NoticeDue,
  NoticeStep,
  PartnerState,
  Side,
} from '../ledger/types.ts';
import { environmentKey } from '../ledger/types.ts';
import { concernsPartner, hurtsNow, touchOf } from './cells.ts';
import { isCovered } from './changes.ts';
import { isHeld } from './sendable.ts';

/** Everything needed to say who must hear of what. */
export interface NoticeContext {
  before: PartnerState;
  after: PartnerState;
  agreement: Agreement;
  environment: string | null;
  sha256: Sha256;
}

const END_STEPS: ReadonlySet<NoticeStep> = new Set<NoticeStep>(['resolved', 'retracted']);

/** Who must hear of one change after this look: its announcement, that it has shipped, or its end. */
export function noticesOfChange(change: Change, on: NoticeContext): NoticeDue[] {
  if (change.closedAt !== null) return endNotices(change, on);
  const isNew = !on.before.changes[change.ref];
  const toOurs = isNew ? ourFirstStep(change, on.after) : shippedNow(change, on) ? 'shipped' : null;
  const ours = toOurs
    ? on.agreement.contacts.ours.flatMap((to) => notice(change, 'ours', toOurs, to, on))
    : [];
  if (!concernsTheirs(change, on.after)) return ours;
  const theirs = on.agreement.contacts.theirs.flatMap((to) => {
    const known = noticesTo(change, 'theirs', contactHash(to, on.sha256), on.after);
    if (known.length === 0) return notice(change, 'theirs', isNew ? 'announce' : 'shipped', to, on);
    const waiting = known.some((one) => isHeld(one) && one.sentAt === null);
    return toOurs === 'shipped' && !waiting ? notice(change, 'theirs', 'shipped', to, on) : [];
  });
  return [...ours, ...theirs];
}

/** Told to each of our contacts: that an environment cannot be seen, or that it can be again. */
export function sightNotices(step: 'blind' | 'sight', on: NoticeContext): NoticeDue[] {
  const { environment } = on;
  return on.agreement.contacts.ours.map((to) => {
    const contact = contactHash(to, on.sha256);
    const n = count(
      on.after,
      (due) => due.step === step && due.environment === environment && due.contact === contact,
    );
    const due = {
      change: null,
      occurrence: 1,
      side: 'ours',
      step,
      contact,
      n: n + 1,
      environment,
      held: false,
    } as const;
    return sealNotice(due, on.after.partner, on.sha256);
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
      due.change === change.ref && due.step === 'shipped' && environmentKey(due.environment) === here,
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
  return livesOf(change, state).some(({ facts }) => touchOf(facts) === 'ours' && concernsPartner(facts.cell));
}

function livesOf(change: Change, state: PartnerState): DriftInEnvironment[] {
  return change.drifts
    .map((key) => state.drifts[key])
    .filter((drift) => drift?.change === change.ref)
    .flatMap((drift) => Object.values(drift?.environments ?? {}))
    .filter((life) => life.state === 'confirmed');
}

/** Everyone who was told, or may have been while a send was under way, hears the end once. */
function endNotices(change: Change, on: NoticeContext): NoticeDue[] {
  const mine = Object.values(on.after.notices).filter((one) => one.due.change === change.ref);
  const told = mine.filter((one) => !END_STEPS.has(one.due.step) && (one.sentAt !== null || !isHeld(one)));
  const listeners = new Map(told.map((one) => [`${one.due.side} ${one.due.contact}`, one.due]));
  return [...listeners.values()]
    .filter(
      ({ side, contact }) =>
        !mine.some(({ due }) => END_STEPS.has(due.step) && due.side === side && due.contact === contact),
    )
    .map(({ side, contact }) =>
      sealNotice(
        {
          change: change.ref,
          occurrence: change.occurrence,
          side,
          step: change.how ?? 'resolved',
          contact,
          n: 1,
          environment: on.environment,
          held: side === 'theirs' && on.agreement.contacts.theirsSend === 'hold',
        },
        on.after.partner,
        on.sha256,
      ),
    );
}

function notice(change: Change, side: Side, step: NoticeStep, to: Contact, on: NoticeContext): NoticeDue[] {
  const contact = contactHash(to, on.sha256);
  const known = noticesTo(change, side, contact, on.after);
  const n = known.filter((one) => one.due.step === step).length + 1;
  const held = side === 'theirs' && on.agreement.contacts.theirsSend === 'hold';
  const { environment } = on;
  const { occurrence } = change;
  return [
    sealNotice(
      { change: change.ref, occurrence, side, step, contact, n, environment, held },
      on.after.partner,
      on.sha256,
    ),
  ];
}

function noticesTo(change: Change, side: Side, contact: string, state: PartnerState) {
  return Object.values(state.notices).filter(
    ({ due }) => due.change === change.ref && due.side === side && due.contact === contact,
  );
}

function count(state: PartnerState, matches: (due: NoticeDue) => boolean): number {
  return Object.values(state.notices).filter((one) => matches(one.due)).length;
}
