import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { z } from 'zod';
import { catchUp } from '../app/catch-up.ts';
import type { CheckOutcome } from '../app/check-report.ts';
import type { Ports } from '../app/ports.ts';
import { duration } from '../core/agreement/values.ts';
import { type Allowance, allowanceOf, type SeenBefore } from '../core/drift/last-seen.ts';
import { ForewarnError } from '../core/errors.ts';
import { environmentKey } from '../core/ledger/types.ts';
import { plainText } from '../core/report/plain-text.ts';
import { lengthWords } from '../core/report/sight/words.ts';
import type { CheckOptions } from './check-options.ts';
import type { CliIo } from './io.ts';

/** A length of time as it was typed, with it in ms. */
export interface Within {
  text: string;
  ms: number;
}

/** Reads `--allow-not-verified`. */
export function readWithin(text: string): Within {
  const length = duration.safeParse(text);
  if (!length.success) throw new InvalidArgumentError('must be a duration like 30m, 24h or 7d');
  return { text, ms: length.data };
}

/** Looks that are read to find the last good one: those of more than a week, each quarter of an hour. */
const RUNS = 1_000;

const report = z.object({
  schema: z.literal('forewarn.report/1'),
  checks: z.array(
    z.object({
      partner: z.string(),
      environment: z.string().nullable(),
      coverage: z.object({ used: z.number() }),
      lastSeen: z.record(z.string(), z.iso.datetime()).optional(),
    }),
  ),
});

/**
 * What is known of earlier looks, from the last report or the data folder; nothing where neither is asked for.
 *
 * @throws ForewarnError `usage` where the options do not go together; `input` for a file that is no report.
 */
export function knownBefore(
  { allowNotVerified, lastReport, state }: CheckOptions,
  io: CliIo,
): (ports: Ports, outcome: CheckOutcome) => Promise<SeenBefore> {
  if (allowNotVerified === undefined) {
    if (lastReport === undefined) return async () => () => null;
    throw new ForewarnError('usage', '--last-report goes with --allow-not-verified', {
      fix: 'say how old what it saw may be, such as --allow-not-verified 24h',
    });
  }
  if (lastReport !== undefined) return fromReport(resolve(io.cwd, lastReport), io);
  if (state !== undefined) return fromRuns;
  throw new ForewarnError('usage', '--allow-not-verified needs to know when a partner was last seen', {
    fix: 'add --state DIR, or --last-report FILE: what an earlier check printed with --format json',
  });
}

/** Every check that could not see all it was to see, with whether that is allowed. */
export function allowances(
  outcomes: readonly CheckOutcome[],
  within: Within,
): (Allowance & { outcome: CheckOutcome })[] {
  return outcomes
    .filter(({ decision }) => decision.verdict === 'not-verified')
    .map((outcome) => {
      const before = outcome.seenBefore ?? (() => null);
      return { outcome, ...allowanceOf(outcome.look, { before, withinMs: within.ms }) };
    });
}

/** A line for each of them, that nobody takes a green end for sight. */
export function* allowanceLines(all: ReturnType<typeof allowances>, { text }: Within): Generator<string> {
  for (const { allowed, at, what, outcome } of all) {
    const { partner, environment, at: now } = outcome.look;
    const where = `${partner} ${environment ?? '(documents)'}`;
    const age = at === null ? null : lengthWords(Date.parse(now) - Date.parse(at));
    if (allowed) yield `${where} could not be checked, and was last seen ${age} ago: allowed for ${text}`;
    else if (age === null)
      yield `${where} could not be checked, and when ${plainText(what)} was last seen is not known`;
    else
      yield `${where} could not be checked, and ${plainText(what)} was last seen ${age} ago: longer than ${text}`;
  }
}

function fromReport(file: string, io: CliIo): ReturnType<typeof knownBefore> {
  if (!existsSync(file)) {
    io.err(`forewarn: there is no ${file} yet: nothing is allowed by it\n`);
    return async () => () => null;
  }
  const { checks } = readReport(file);
  return async (_ports, { look }) => {
    const last = checks.find((one) => one.partner === look.partner && one.environment === look.environment);
    const isSame = last?.coverage.used === look.coverage.used;
    return (what) =>
      isSame && Object.hasOwn(last?.lastSeen ?? {}, what) ? (last?.lastSeen?.[what] ?? null) : null;
  };
}

function readReport(file: string): z.infer<typeof report> {
  try {
    return report.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new ForewarnError('input', 'this is not what a check prints with --format json', {
      place: { file },
      fix: 'name the report of an earlier check, or none',
      cause,
    });
  }
}

/** The last look before it began to be unseen. Looks that were to see more or less than this one say nothing of it. */
async function fromRuns(ports: Ports, { look }: CheckOutcome): Promise<SeenBefore> {
  const { partner, environment, coverage, at } = look;
  const state = await catchUp(ports, partner);
  const here = state.environments[environmentKey(environment)];
  const runs = (await ports.runs.recent(partner, RUNS)).filter(
    (run) => run.environment === environment && (run.coverage?.used ?? coverage.used) === coverage.used,
  );
  return (what) => {
    const since = here?.unseen?.[what]?.since ?? here?.blind?.since ?? at;
    return runs.find((run) => run.at < since)?.at ?? null;
  };
}
