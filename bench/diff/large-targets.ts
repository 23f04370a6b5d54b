import { execFileSync, spawnSync } from 'node:child_process';
import { spreadOf } from '../measure/cold-start.ts';
import type { Target } from '../promises/target.ts';
import type { Measured } from './built.ts';
import type { LargeDocuments } from './documents.ts';
import { inTurn, spread } from './in-turn.ts';
import { type Command, peakOf, timeOf } from './timed-process.ts';

const ROUNDS = 15;
/** In one process, so that most of them are made by code that V8 has compiled by then. */
const ROUNDS_INSIDE = 25;
const MOST_WITNESSED_MS = 700;

interface Figures {
  parse: number;
  diff: number;
  whole: number;
  found: number;
}

/** Whole processes on large documents, and what they hold, against processes that only parse the same files. */
export function* largeTargets(measured: Measured, documents: LargeDocuments, cwd: string): Generator<Target> {
  const node = (args: string[], exits = [0]): Command => ({ argv: [process.execPath, ...args], cwd, exits });
  const diff = (files: string[]) => node([...measured.forewarn, 'diff', ...files], [0, 1]);
  const parse = (files: string[]) => node([...measured.parseOnly, ...files]);
  const { far, near } = documents;

  const times: [string, string[], number][] = [
    ['two years of a large document, YAML, whole process', far.yaml, 1.6],
    ['three bytes of a large document, YAML, whole process', near.yaml, 1.15],
  ];
  for (const [what, files, most] of times) {
    const { one, other, ratios } = inTurn(
      ROUNDS,
      () => timeOf(diff(files)),
      () => timeOf(parse(files)),
    );
    const { median } = spreadOf(ratios);
    yield {
      what,
      target: `<= ${most} x parsing`,
      figure: `${spread(ratios, 2)} x (${spread(one)} ms; parsing ${spread(other)} ms)`,
      met: median <= most,
    };
  }
  const sizes: [string, string[], number][] = [
    ['the same, most memory, YAML', far.yaml, 1.3],
    ['the same, most memory, JSON', far.json, 1.7],
  ];
  for (const [what, files, most] of sizes) {
    const { one, other, ratios } = inTurn(
      3,
      () => peakOf(diff(files)),
      () => peakOf(parse(files)),
    );
    yield {
      what,
      target: `<= ${most} x parsing`,
      figure: `${spread(ratios, 2)} x (${spread(one)} MB; parsing ${spread(other)} MB)`,
      met: spreadOf(ratios).median <= most,
    };
  }
  yield* inProcessTargets(node([...measured.inProcess, String(ROUNDS_INSIDE + 1), ...far.json]));
  const oasdiff = againstOasdiff(diff(far.yaml), far.yaml, cwd);
  if (oasdiff) yield oasdiff;
}

/** In one process: the first round, which still compiles, is told beside the others. */
function* inProcessTargets({ argv: [program, ...args] }: Command): Generator<Target> {
  const figures: Figures[] = JSON.parse(execFileSync(program, args, { encoding: 'utf8' }));
  const [first, ...rounds] = figures;
  const ratios = rounds.map(({ diff, parse }) => diff / parse);
  const firstRatio = first ? first.diff / first.parse : Number.NaN;
  yield {
    what: 'the same as JSON, in process, compared',
    target: '<= 5 x JSON.parse',
    figure: `${spread(ratios, 2)} x (${spread(rounds.map(({ diff }) => diff))} ms; first ${firstRatio.toFixed(2)} x; ${first?.found} differences)`,
    met: spreadOf(ratios).median <= 5,
  };
  const whole = rounds.map((round) => round.whole);
  yield {
    what: 'the same, parsed, compared and with witnesses',
    target: `< ${MOST_WITNESSED_MS} ms`,
    figure: `${spread(whole)} ms (first ${first?.whole.toFixed(0)} ms)`,
    met: spreadOf(whole).median < MOST_WITNESSED_MS,
  };
}

/** Beside the tool that is measured against, where it is on the path. */
function againstOasdiff(diff: Command, files: string[], cwd: string): Target | null {
  if (spawnSync('oasdiff', ['--version'], { stdio: 'ignore' }).status !== 0) {
    process.stdout.write('oasdiff is not on the path: not measured beside it\n');
    return null;
  }
  const theirs: Command = { argv: ['oasdiff', 'changelog', ...files], cwd, exits: [0, 1] };
  const { one, other, ratios } = inTurn(
    ROUNDS,
    () => timeOf(theirs),
    () => timeOf(diff),
  );
  return {
    what: 'oasdiff on the same, whole process',
    target: '>= 5 x ours',
    figure: `${spread(ratios, 2)} x (${spread(one)} ms; ours ${spread(other)} ms)`,
    met: spreadOf(ratios).median >= 5,
  };
}
