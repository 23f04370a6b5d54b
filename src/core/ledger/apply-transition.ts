import type { ComingStep } from '../coming/types.ts';
import { withHeard } from '../feed/heard-steps.ts';
import { applyToChange } from './apply-change.ts';
import { withComing } from './apply-coming.ts';
import { applyToDrift } from './apply-drift.ts';
import { applyRelease } from './apply-release.ts';
import {
  type EnvironmentState,
  environmentKey,
  type NoticeState,
  type PartnerState,
  type Transition,
} from './types.ts';
import type { BlindHere } from './vantage.ts';

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
      const { class: kind, since, told, owners, vantage, environment } = transition;
      const blind = { class: kind, since, told, ...(owners ? { owners } : {}) };
      if (vantage === undefined) setEnvironment(next, environment, { blind });
      else setBlindFrom(next, environment, vantage, { class: kind, since, told });
      break;
    }
    case 'unseen':
    case 'seen':
      setUnseen(next, transition);
      break;
    case 'coming':
    case 'not-coming':
      setComing(next, at, transition);
      break;
    case 'heard':
    case 'heard-read':
      next.feeds = withHeard(next.feeds, at, transition);
      break;
    case 'sight':
      if (transition.vantage === undefined) setEnvironment(next, transition.environment, { blind: null });
      else setBlindFrom(next, transition.environment, transition.vantage, null);
      break;
    case 'suspected':
    case 'seen-again':
    case 'confirmed':
    case 'moved':
    case 'resolved':
    case 'retracted':
    case 'standing':
    case 'accepted':
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
    case 'reopened':
    case 'answered':
    case 'claim-checked':
      applyToChange(next, at, transition);
      break;
    case 'released':
    case 'kept-back':
    case 'dropped':
      applyRelease(next, at, transition);
      break;
    case 'attempted':
      applyAttempt(next.notices, at, transition);
      break;
    case 'day':
    case 'erased':
      break;
    default:
      transition satisfies never;
  }
}

function setBlindFrom(
  next: PartnerState,
  environment: string | null,
  vantage: string,
  blind: BlindHere | null,
): void {
  const { blindFrom, ...rest } = environmentState(next, environment);
  const others = Object.entries(blindFrom ?? {}).filter(([name]) => name !== vantage);
  const all = blind === null ? others : [...others, [vantage, blind] as const];
  const kept = all.length === 0 ? {} : { blindFrom: Object.fromEntries(all) };
  next.environments[environmentKey(environment)] = { ...rest, ...kept };
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

function setUnseen(next: PartnerState, transition: Extract<Transition, { type: 'unseen' | 'seen' }>): void {
  const { environment, operation } = transition;
  const { unseen: before, ...kept } = environmentState(next, environment);
  const unseen = { ...before };
  delete unseen[operation];
  if (transition.type === 'unseen') {
    const { class: kind, since, told } = transition;
    unseen[operation] = { class: kind, since, told };
  }
  next.environments[environmentKey(environment)] =
    Object.keys(unseen).length > 0 ? { ...kept, unseen } : kept;
}

function setComing(next: PartnerState, at: string, transition: ComingStep): void {
  const { coming: before, ...kept } = environmentState(next, transition.environment);
  const coming = withComing(before, at, transition);
  next.environments[environmentKey(transition.environment)] =
    Object.keys(coming).length > 0 ? { ...kept, coming } : kept;
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
