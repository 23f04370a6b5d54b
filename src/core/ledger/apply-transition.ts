import { applyToDrift } from './apply-drift.ts';
import {
  type EnvironmentState,
  environmentKey,
  type NoticeState,
  type PartnerState,
  type Transition,
} from './types.ts';

const UNSEEN_ENVIRONMENT: EnvironmentState = {
  verdict: null,
  since: null,
  sources: null,
  published: null,
  firstLook: null,
  blind: null,
};

/** An environment as the fold knows it, or as nobody has looked at it yet. */
export function environmentState(state: PartnerState, environment: string | null): EnvironmentState {
  return state.environments[environmentKey(environment)] ?? UNSEEN_ENVIRONMENT;
}

/** Makes one thing so. `next`'s maps are its own; the values in them are shared and are replaced, not changed. */
export function applyTransition(next: PartnerState, at: string, transition: Transition): void {
  switch (transition.type) {
    case 'verdict':
      applyVerdict(next, at, transition);
      break;
    case 'published':
      setEnvironment(next, transition.environment, { published: transition.to });
      break;
    case 'blind': {
      const { class: kind, since, told } = transition;
      setEnvironment(next, transition.environment, { blind: { class: kind, since, told } });
      break;
    }
    case 'sight':
      setEnvironment(next, transition.environment, { blind: null });
      break;
    case 'suspected':
    case 'seen-again':
    case 'confirmed':
    case 'moved':
    case 'resolved':
    case 'retracted':
    case 'standing':
      applyToDrift(next, at, transition);
      break;
    case 'change-opened':
      next.changes[transition.change] = {
        ref: transition.change,
        number: changeNumber(transition.change),
        because: transition.because,
        document: transition.document,
        cell: transition.cell,
        openedAt: at,
        closedAt: null,
        how: null,
        occurrence: 1,
        drifts: [],
        others: transition.others,
        released: false,
      };
      break;
    case 'change-closed':
      update(next.changes, transition.change, { closedAt: at, how: transition.how });
      break;
    case 'released':
      for (const notice of transition.notices) update(next.notices, notice, { releasedAt: at });
      update(next.changes, transition.change, { released: true });
      break;
    case 'attempted':
      applyAttempt(next.notices, at, transition);
      break;
    case 'day':
      break;
    default:
      transition satisfies never;
  }
}

/** The running number at the end of a change's reference. */
export function changeNumber(ref: string): number {
  return Number(ref.slice(ref.lastIndexOf('-') + 1));
}

function applyVerdict(
  next: PartnerState,
  at: string,
  transition: Extract<Transition, { type: 'verdict' }>,
): void {
  const before = environmentState(next, transition.environment);
  const { live } = transition.sources;
  const saw = live === 'not-configured' ? transition.to !== 'not-verified' : live !== 'not-verified';
  setEnvironment(next, transition.environment, {
    verdict: transition.to,
    since: before.verdict === transition.to ? before.since : at,
    sources: transition.sources,
    firstLook: before.firstLook ?? (saw ? at : null),
  });
}

function applyAttempt(
  notices: Record<string, NoticeState>,
  at: string,
  attempt: Extract<Transition, { type: 'attempted' }>,
): void {
  const notice = notices[attempt.notice];
  if (!notice) return;
  const { outcome, sha256, detail } = attempt;
  notices[attempt.notice] = {
    ...notice,
    sentAt: notice.sentAt ?? (outcome === 'sent' ? at : null),
    attempts: [...notice.attempts, { at, outcome, sha256, detail }],
  };
}

function setEnvironment(
  next: PartnerState,
  environment: string | null,
  change: Partial<EnvironmentState>,
): void {
  next.environments[environmentKey(environment)] = { ...environmentState(next, environment), ...change };
}

function update<Value>(map: Record<string, Value>, key: string, change: Partial<Value>): void {
  const value = map[key];
  if (value) map[key] = { ...value, ...change };
}
