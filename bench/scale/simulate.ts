import { QUOTAS } from '../../cdk/prices.ts';
import { createIdleEnvironments } from './environments.ts';
import { createEventHeap } from './event-heap.ts';
import { pick, randomOf } from './random.ts';
import { createRateGate } from './rate-gate.ts';
import { createTally, percentileOf } from './tally.ts';
import { ticksOf } from './ticks.ts';
import type { MeasuredFigures, Outcome, Scenario } from './types.ts';

/** How long an idle process is taken to live, and how long a secret is cached in it. */
const IDLE_MS = 10 * 60_000;
const SECRET_MS = 5 * 60_000;

/** Reading a tick that is too old and dropping it. */
const DROP_MS = 20;

/** How often an event source looks whether it may run more at once. */
const LOOK_AGAIN_MS = 200;

interface Message {
  partner: number;
  due: number;
  arrived: number;
}

type Event =
  | { kind: 'arrived'; message: Message }
  | { kind: 'finished'; partner: number; secrets: Map<number, number>; dropped: boolean }
  | { kind: 'look-again' };

/**
 * Schedules -> FIFO queue -> event source -> function, one message at a time: rate limits refuse and delay, a
 * partner's messages wait for one another, the event source grows with its backlog, a new process starts cold,
 * a tick older than an interval is dropped. The same seed gives the same outcome.
 */
export function simulate(scenario: Scenario, { check }: MeasuredFigures): Outcome {
  const random = randomOf(scenario.seed);
  const ticks = ticksOf(scenario, random);
  const scheduler = createRateGate(QUOTAS.scheduleInvocations.value);
  const queue = createRateGate(scenario.queueCalls);
  const receive = createRateGate(scenario.queueCalls);
  const parameters = createRateGate(QUOTAS.parameterReads.value);
  const hanging = Array.from({ length: scenario.partners }, () => random() < scenario.hangingShare);
  const events = createEventHeap<Event>();
  const invocations = createTally();
  for (const { partner, due, fired } of ticks) {
    invocations.add(fired);
    const arrived = queue.pass(scheduler.pass(fired));
    events.put(arrived, { kind: 'arrived', message: { partner, due, arrived } });
  }

  const waiting = new Map<number, Message[]>();
  const ready: number[] = [];
  let readyFrom = 0;
  const working = new Set<number>();
  const idle = createIdleEnvironments<Map<number, number>>(IDLE_MS);
  const ages: number[] = [];
  const secretsRead = createTally();
  const checksDone = createTally();
  const most = Math.min(scenario.mostAtOnce, QUOTAS.lambdaConcurrency.value, scenario.partners);
  let allowed = Math.min(most, QUOTAS.sourceStart.value);
  const seen = { done: 0, dropped: 0, coldStarts: 0, billedMs: 0, secretReads: 0, atOnce: 0, backlog: 0 };
  let inside = 0;
  let lastAt = 0;
  let lookingAgain = false;

  const start = (at: number, message: Message) => {
    working.add(message.partner);
    const { partner } = message;
    const warm = idle.take(at);
    const secrets = warm ?? new Map<number, number>();
    const dropped = at - message.due > scenario.intervalMs;
    const received = receive.pass(at);
    let took = dropped ? DROP_MS : hanging[partner] ? scenario.hangMs : pick(check.warmMs, random);
    if (!warm) {
      seen.coldStarts++;
      took += pick(check.coldExtraMs, random);
    }
    if (!dropped) {
      ages.push(received - message.arrived);
      if ((secrets.get(partner) ?? 0) < at)
        for (let read = 0; read < check.secretReads; read++) {
          seen.secretReads++;
          secretsRead.add(at);
          took += parameters.pass(at) - at;
          secrets.set(partner, at + SECRET_MS);
        }
    }
    seen.billedMs += took;
    events.put(received + took, { kind: 'finished', partner, secrets, dropped });
  };
  const fill = (at: number) => {
    while (readyFrom < ready.length && working.size < Math.floor(allowed)) {
      const partner = ready[readyFrom++] as number;
      const message = waiting.get(partner)?.shift();
      if (message) start(at, message);
    }
    seen.atOnce = Math.max(seen.atOnce, working.size);
    if (readyFrom < ready.length && allowed < most && !lookingAgain) {
      lookingAgain = true;
      events.put(at + LOOK_AGAIN_MS, { kind: 'look-again' });
    }
  };

  let next = events.next();
  for (; next && next.at < scenario.spanMs; next = events.next()) {
    const { at, event } = next;
    const grown = ((at - lastAt) / 1000) * QUOTAS.sourceRamp.value;
    const busy = readyFrom < ready.length;
    allowed = Math.max(QUOTAS.sourceStart.value, Math.min(most, allowed + (busy ? grown : -grown)));
    allowed = Math.min(most, Math.max(allowed, working.size));
    lastAt = at;
    if (event.kind === 'arrived') {
      const { partner } = event.message;
      const behind = waiting.get(partner) ?? [];
      behind.push(event.message);
      waiting.set(partner, behind);
      if (behind.length === 1 && !working.has(partner)) ready.push(partner);
      seen.backlog = Math.max(seen.backlog, ++inside);
    } else if (event.kind === 'finished') {
      inside--;
      working.delete(event.partner);
      idle.give(at, event.secrets);
      if (event.dropped) seen.dropped++;
      else {
        seen.done++;
        checksDone.add(at);
      }
      if (waiting.get(event.partner)?.length) ready.push(event.partner);
    } else lookingAgain = false;
    fill(at);
  }

  for (; next; next = events.next()) if (next.event.kind === 'arrived') inside++;
  return {
    ticks: ticks.length,
    done: seen.done,
    dropped: seen.dropped,
    waiting: inside,
    queueAge: { p50: percentileOf(ages, 0.5), p99: percentileOf(ages, 0.99), most: percentileOf(ages, 1) },
    atOnce: { mean: seen.billedMs / scenario.spanMs, most: seen.atOnce },
    coldStarts: seen.coldStarts,
    billedMs: seen.billedMs,
    secretReads: seen.secretReads,
    throttled: {
      scheduler: scheduler.refused(),
      queue: queue.refused() + receive.refused(),
      parameters: parameters.refused(),
    },
    peak: {
      invocations: invocations.most(),
      secretReads: secretsRead.most(),
      checksDone: checksDone.most(),
    },
    backlog: seen.backlog,
  };
}
