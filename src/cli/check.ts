import { type Command, Option } from 'commander';
import { sha256 } from '../adapters/crypto/sha256.ts';
import { loadAgreements } from '../adapters/files/load-agreements.ts';
import { type CheckOutcome, checkReport } from '../app/check-report.ts';
import type { PublishedResults } from '../app/pact-broker.ts';
import { isOurSide } from '../core/agreement/our-side.ts';
import type { Agreement, FailOn, Journey } from '../core/agreement/types.ts';
import { checkExit, journeysExit } from '../core/drift/exit.ts';
import { ForewarnError } from '../core/errors.ts';
import { renderReport } from '../core/report/render-report.ts';
import { REPORT_FORMATS } from '../core/report/surroundings.ts';
import { addressesOf } from '../core/status-page/addresses.ts';
import { partnersOf } from '../local/journey-places.ts';
import { AT_ONCE } from '../local/pipeline.ts';
import type { Tick } from '../local/schedule.ts';
import { allowanceLines, allowances, knownBefore, readWithin } from './check-allowance.ts';
import { type CheckedJourney, checkJourneys, chosenJourneys, plannedWalks } from './check-journeys.ts';
import {
  type CheckOptions,
  chosenAgreements,
  chosenTicks,
  FAIL_ON,
  readAtOnce,
  readFailOn,
  readVantage,
} from './check-options.ts';
import { type CheckStage, openCheckStage } from './check-stage.ts';
import type { CliIo } from './io.ts';
import { gathered } from './output.ts';

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
    .addOption(
      new Option(
        '--allow-not-verified <duration>',
        'what cannot be seen does not fail if it was seen in this time, such as 24h',
      ).argParser(readWithin),
    )
    .option('--last-report <file>', 'what an earlier check printed as JSON: when everything was last seen')
    .addOption(
      new Option(
        '--vantage <name>',
        'with --state: the place that is looked from, where there are several',
      ).argParser(readVantage),
    )
    .option('--journey <id>', 'this journey alone, and the partners on its way')
    .option('--fail-on-open', 'with --state: everything that is open fails')
    .addOption(
      new Option('--fail-on <what>', `what makes it exit with 1: ${FAIL_ON.join(', ')}`).argParser(
        readFailOn,
      ),
    )
    .addOption(new Option('--format <format>', 'how to print').choices(REPORT_FORMATS).default('human'))
    .option('--explain', 'say of each line how it is known')
    .option('--contracts <dir>', 'folder of the agreements')
    .addOption(
      new Option('--at-once <n>', `environments to look at at once (default: ${AT_ONCE})`).argParser(
        readAtOnce,
      ),
    )
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
  if (options.vantage !== undefined && options.state === undefined)
    throw new ForewarnError('usage', '--vantage needs a history that places share', {
      fix: 'name it: --state DIR',
    });
  const before = knownBefore(options, io);
  const loaded = loadAgreements({
    cwd: io.cwd,
    sha256,
    ...(options.contracts === undefined ? {} : { contracts: options.contracts }),
  });
  const journeys = chosenJourneys(loaded.journeys, options.journey);
  const onTheWay = options.journey === undefined ? names : [...names, ...journeys.flatMap(partnersOf)];
  const agreements = chosenAgreements(loaded.agreements, onTheWay);
  const stage = await openCheckStage({ agreements, journeys: loaded.journeys, options, io });
  try {
    const ticks = chosenTicks(agreements, options, stage.ports.calendar.now().getTime());
    if (options.dryRun) return await dryRun(stage, { ticks, journeys }, options, io);
    const outcomes = await Promise.all(
      ticks.map(async (tick) => {
        const outcome = await lookUntilSure(stage, tick, options, io);
        return { ...outcome, seenBefore: await before(stage.ports, outcome) };
      }),
    );
    const walked = await checkJourneys(stage, { journeys, ticks, outcomes, options }, io);
    const shown = walked.map((one) => one.shown);
    const { notes } = stage;
    const report = {
      ...checkReport(outcomes),
      ...(shown.length > 0 ? { journeys: shown } : {}),
      ...(notes.length > 0 ? { notes } : {}),
    };
    const blind = options.allowNotVerified ? allowances(outcomes, options.allowNotVerified) : [];
    const allowed = new Set(blind.filter((one) => one.allowed).map(({ outcome }) => outcome));
    const exit = worstExit({ outcomes, walked, allowed }, agreements, options);
    const pieces = renderReport(report, options.format, {
      colour: io.colour,
      failOn: options.failOn ?? strictest(agreements),
      explain: options.explain === true,
      at: stage.ports.calendar.now().toISOString(),
      title: agreements.map((agreement) => agreement.partner).join(', '),
    });
    for (const piece of gathered(pieces)) io.out(piece);
    const say = options.format === 'human' ? io.out : io.err;
    if (options.allowNotVerified)
      for (const line of allowanceLines(blind, options.allowNotVerified)) say(`${line}\n`);
    if (options.format === 'human' && exit !== 1 && report.verdict === 'drifts')
      io.out(
        whyNotFailing(
          worstExit({ outcomes, walked, allowed }, agreements, { ...options, failOnOpen: true }) === 1,
        ),
      );
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
  for (const { url, failure } of outcome.feedsUnread ?? [])
    io.err(`${tick.partner}: ${url} could not be read: ${failure.detail}\n`);
  if (outcome.published) io.err(`${toldBroker(tick, outcome.published)}\n`);
  return outcome;
}

async function dryRun(
  { pipeline, ports, allowPrivate }: CheckStage,
  { ticks, journeys }: { ticks: readonly Tick[]; journeys: readonly Journey[] },
  options: CheckOptions,
  io: CliIo,
): Promise<void> {
  for (const tick of ticks) {
    const partner = pipeline.partners.find((one) => one.agreement.partner === tick.partner);
    const environment = partner?.agreement.environments.find((one) => one.name === tick.environment) ?? null;
    if (!partner) continue;
    io.out(`${tick.partner} ${tick.environment ?? '(documents)'}\n`);
    if (options.offline) io.out('  no call: --offline\n');
    else if (partner.agreement.broker)
      io.out(`  GET ${partner.agreement.broker.url}/  the pacts that the broker has, by its links\n`);
    if (options.offline) continue;
    for (const url of partner.agreement.announcements) io.out(`  GET ${url}  what they announce\n`);
    for (const line of pageCalls(partner.agreement, tick, ports)) io.out(`  ${line}\n`);
    if (!environment) {
      const { published } = partner.agreement.openapi;
      if (published) io.out(`  GET ${published}  their document\n`);
    } else
      await ports.live.observe({
        ...partner,
        environment,
        allowPrivate,
        emulated: false,
        deadlineMs: Number.POSITIVE_INFINITY,
        dryRun: (line) => io.out(`  ${line}\n`),
      });
  }
  if (options.offline) return;
  for (const line of plannedWalks(journeys, pipeline.partners, ticks)) io.out(`${line}\n`);
}

/** The reading of their status page, which a look makes where it can keep what it says. */
function pageCalls(
  { statusPage }: Agreement,
  { environment }: Tick,
  { pageSightings }: CheckStage['ports'],
): string[] {
  if (statusPage === undefined || !pageSightings || isOurSide(environment)) return [];
  const [page, ...others] = addressesOf(statusPage);
  const paths = others.map((one) => new URL(one).pathname);
  return [`GET ${page}  their status page${paths.length === 0 ? '' : `, else ${paths.join(', ')}`}`];
}

function toldBroker({ partner, environment }: Tick, { told, known, failure }: PublishedResults): string {
  const what = `${partner} ${environment ?? '(documents)'}: results told to the broker: ${told}`;
  const why = failure ? `; the rest could not be told: ${failure.class}, ${failure.detail}` : '';
  return `${what}${known > 0 ? `, ${known} that it has already` : ''}${why}`;
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

/** Worst exit of all partners, each by its own policy: 1 beats 3. A journey over what may be unseen may be, too. */
function worstExit(
  { outcomes, walked, allowed }: Checked,
  agreements: readonly Agreement[],
  options: CheckOptions,
): 0 | 1 | 3 {
  const onlyNew = options.state !== undefined && !options.failOnOpen;
  const exits: (0 | 1 | 3)[] = agreements.map((agreement) => {
    const own = outcomes.filter(({ look }) => look.partner === agreement.partner);
    return checkExit({
      verdicts: own.filter((one) => !allowed.has(one)).map(({ decision }) => decision.verdict),
      findings: own.flatMap(({ decision }) => decision.findings),
      coming: own.flatMap(({ look }) => look.coming),
      failOn: options.failOn ?? agreement.policy.failOn,
      onlyNew,
    });
  });
  const failOn = options.failOn ?? strictest(agreements);
  const partners = new Set([...allowed].map(({ look }) => look.partner));
  const isAllowed = ({ shown, exit }: CheckedJourney) =>
    exit?.verdict === 'not-verified' && Object.keys(shown.partners).some((partner) => partners.has(partner));
  exits.push(
    journeysExit(
      walked.filter((one) => !isAllowed(one)).flatMap(({ exit }) => exit ?? []),
      { failOn, onlyNew },
    ),
  );
  return exits.includes(1) ? 1 : exits.includes(3) ? 3 : 0;
}

/** Everything that the exit code follows from. */
interface Checked {
  outcomes: readonly CheckOutcome[];
  walked: readonly CheckedJourney[];
  /** Could not be seen, and may be for now. */
  allowed: ReadonlySet<CheckOutcome>;
}
