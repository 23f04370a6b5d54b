import { type Command, Option } from 'commander';
import { sha256 } from '../adapters/crypto/sha256.ts';
import { loadAgreements } from '../adapters/files/load-agreements.ts';
import { type CheckOutcome, checkReport } from '../app/check-report.ts';
import type { Agreement, FailOn } from '../core/agreement/types.ts';
import { checkExit } from '../core/drift/exit.ts';
import { renderReport } from '../core/report/render-report.ts';
import { REPORT_FORMATS } from '../core/report/surroundings.ts';
import type { Tick } from '../local/schedule.ts';
import { type CheckOptions, chosenAgreements, chosenTicks, FAIL_ON, readFailOn } from './check-options.ts';
import { type CheckStage, openCheckStage } from './check-stage.ts';
import type { CliIo } from './io.ts';

/** `check [PARTNER...]`: looks at partners once and says what touches us. */
export function registerCheck(program: Command, io: CliIo): void {
  program
    .command('check')
    .description('Look at partners and say what touches us')
    .argument('[partner...]', 'partners to look at (default: all)')
    .option('--env <environment>', 'only this environment')
    .option('--offline', 'no call at all: pacts, uses and baseline against each other')
    .option('--dry-run', 'print every call, and make none')
    .option('--state <dir>', 'data folder: what is open there does not fail again')
    .option('--fail-on-open', 'with --state: everything that is open fails')
    .addOption(
      new Option('--fail-on <what>', `what makes it exit with 1: ${FAIL_ON.join(', ')}`).argParser(
        readFailOn,
      ),
    )
    .addOption(new Option('--format <format>', 'how to print').choices(REPORT_FORMATS).default('human'))
    .option('--explain', 'say of each line how it is known')
    .option('--contracts <dir>', 'folder of the agreements')
    .option('--allow-private', 'loopback and private addresses are allowed')
    .addHelpText(
      'after',
      `
Examples:
  forewarn check acme-pay --env sandbox --format json
  forewarn check --state .forewarn

Exits with 0 (nothing to act on), 1 (something at or above --fail-on), 2 (wrong input) or 3 (not verified).`,
    )
    .action((partners: string[], options: CheckOptions) => check(partners, options, io));
}

async function check(names: string[], options: CheckOptions, io: CliIo): Promise<void> {
  const loaded = loadAgreements({
    cwd: io.cwd,
    sha256,
    ...(options.contracts === undefined ? {} : { contracts: options.contracts }),
  });
  const agreements = chosenAgreements(loaded.agreements, names);
  const stage = await openCheckStage({ agreements, journeys: loaded.journeys, options, io });
  try {
    const ticks = chosenTicks(agreements, options, stage.ports.calendar.now().getTime());
    if (options.dryRun) return await dryRun(stage, ticks, options, io);
    const outcomes = await Promise.all(ticks.map((tick) => lookUntilSure(stage, tick, options, io)));
    const report = checkReport(outcomes);
    const exit = worstExit(outcomes, agreements, options);
    io.out(
      renderReport(report, options.format, {
        colour: io.colour,
        failOn: options.failOn ?? strictest(agreements),
        explain: options.explain === true,
        title: agreements.map((agreement) => agreement.partner).join(', '),
      }),
    );
    if (options.format === 'human' && exit !== 1 && report.verdict === 'drifts')
      io.out(whyNotFailing(worstExit(outcomes, agreements, { ...options, failOnOpen: true }) === 1));
    io.setExit(exit);
  } finally {
    await stage.close();
  }
}

/** Between two looks of a run without a memory, in ms. */
const CONFIRM_PAUSE_MS = 2_000;

/**
 * With a data folder one look is one look. Without, what only live showed is looked at again, seconds
 * apart, until it is confirmed or gone.
 */
async function lookUntilSure(
  { pipeline, ports }: CheckStage,
  tick: Tick,
  options: CheckOptions,
  io: CliIo,
): Promise<CheckOutcome> {
  if (io.colour) io.err(`looking at ${tick.partner} ${tick.environment ?? '(documents)'}\n`);
  let outcome = await pipeline.check(tick);
  const agreement = pipeline.partners.find((one) => one.agreement.partner === tick.partner)?.agreement;
  const looks = options.state === undefined ? (agreement?.policy.confirm ?? 1) : 1;
  for (let look = 2; look <= looks; look++) {
    if (!outcome.decision.findings.some((finding) => finding.state === 'suspected')) break;
    await ports.monotonic.sleep(CONFIRM_PAUSE_MS, io.signal);
    outcome = await pipeline.check({ ...tick, due: ports.calendar.now().getTime() });
  }
  if (options.state !== undefined && !options.offline) await pipeline.sweep(tick.partner);
  return outcome;
}

async function dryRun(
  { pipeline, ports, allowPrivate }: CheckStage,
  ticks: readonly Tick[],
  options: CheckOptions,
  io: CliIo,
): Promise<void> {
  for (const tick of ticks) {
    const partner = pipeline.partners.find((one) => one.agreement.partner === tick.partner);
    const environment = partner?.agreement.environments.find((one) => one.name === tick.environment) ?? null;
    if (!partner) continue;
    io.out(`${tick.partner} ${tick.environment ?? '(documents)'}\n`);
    if (options.offline) io.out('  no call: --offline\n');
    else if (!environment) {
      const { published } = partner.agreement.openapi;
      if (published) io.out(`  GET ${published}  their document\n`);
    } else
      await ports.live.observe({
        ...partner,
        environment,
        allowPrivate,
        emulated: true,
        deadlineMs: Number.POSITIVE_INFINITY,
        dryRun: (line) => io.out(`  ${line}\n`),
      });
  }
}

/** What fails at any of the partners. */
function strictest(agreements: readonly Agreement[]): FailOn {
  const asked = new Set(agreements.map(({ policy }) => policy.failOn));
  return FAIL_ON.findLast((one) => one !== 'none' && asked.has(one)) ?? 'none';
}

/** A red verdict with a green exit code is explained, so that nobody takes it for a fault. */
function whyNotFailing(openWouldFail: boolean): string {
  return openWouldFail
    ? '\nNothing of it is new in this run; with --fail-on-open it would fail\n'
    : '\nNothing of it is at or above --fail-on\n';
}

/** Worst exit of all partners, each by its own policy: 1 beats 3. */
function worstExit(
  outcomes: readonly CheckOutcome[],
  agreements: readonly Agreement[],
  options: CheckOptions,
): 0 | 1 | 3 {
  const exits = agreements.map((agreement) => {
    const own = outcomes.filter(({ look }) => look.partner === agreement.partner);
    return checkExit({
      verdicts: own.map(({ decision }) => decision.verdict),
      findings: own.flatMap(({ decision }) => decision.findings),
      coming: own.flatMap(({ look }) => look.coming),
      failOn: options.failOn ?? agreement.policy.failOn,
      onlyNew: options.state !== undefined && !options.failOnOpen,
    });
  });
  return exits.includes(1) ? 1 : exits.includes(3) ? 3 : 0;
}
