import type { Took } from '../measure/measure-functions.ts';
import { checkShare, sweepShare } from './assumptions.ts';
import { meanOf } from './month.ts';
import type { MeasuredFigures, MeasuredWork } from './types.ts';

/** What was measured of the deployed functions. */
export interface Measurements {
  /** Of each new process, checks of one partner after another: the first is cold. */
  checks: Took[][];
  /** Sweeps over few and over many partners: the first of each is cold. */
  sweeps: { partners: number; taken: Took[] }[];
  storedBytes: number;
  partnerBytes: number;
}

/** Lines that Lambda itself writes about an invocation (START, END, REPORT), and their bytes. */
const PLATFORM = { lines: 3, bytes: 380 };

/**
 * Time of an invocation on a share of a core, at most: what waited waits as long, and what worked takes longer, none of
 * it while something is waited for.
 */
export function onShare(
  { initMs, ms, processorMs }: Pick<Took, 'initMs' | 'ms' | 'processorMs'>,
  share: number,
): number {
  return initMs + ms + processorMs * (1 / share - 1);
}

/** What the simulation needs, from what was measured. */
export function figuresOf({ checks, sweeps, storedBytes, partnerBytes }: Measurements): MeasuredFigures {
  const warm = checks.flatMap((taken) => taken.slice(1));
  const warmMs = atLeastOne(warm.map((took) => onShare(took, checkShare)));
  const cold = checks.flatMap(([first]) => (first ? [onShare(first, checkShare)] : []));
  const mean = (of: (took: Took) => number) => meanOf(warm.map(of));
  return {
    check: {
      warmMs,
      coldExtraMs: atLeastOne(cold.map((ms) => Math.max(0, ms - meanOf(warmMs)))),
      writeUnits: mean(({ units }) => units.write),
      readUnits: mean(({ units }) => units.read),
      logBytes: mean(({ logBytes }) => logBytes) + PLATFORM.bytes,
      logLines: mean(({ logLines }) => logLines) + PLATFORM.lines,
      secretReads: mean(({ secretReads }) => secretReads),
      objectReads: mean(({ objectReads }) => objectReads),
      sentBytes: mean(({ sentBytes }) => sentBytes),
      storedBytes,
    },
    sweep: perPartner(sweeps),
    partnerBytes,
  };
}

/** What each further partner adds to a sweep: the difference between many and few. */
function perPartner(sweeps: Measurements['sweeps']): MeasuredWork {
  const [few, many] = sweeps.toSorted((one, other) => one.partners - other.partners);
  if (!few || !many || few === many) throw new RangeError('two sizes of a sweep are needed');
  const added = (of: (took: Took) => number) => {
    const [less, more] = [few, many].map(({ taken }) => meanOf(taken.slice(1).map(of))) as [number, number];
    return Math.max(0, more - less) / (many.partners - few.partners);
  };
  const cold = many.taken[0] as Took;
  const warm = meanOf(many.taken.slice(1).map((took) => onShare(took, sweepShare)));
  return {
    // Sixteen partners are swept at once: it is the processor that they wait for, not the table.
    warmMs: [added(({ processorMs }) => processorMs) / sweepShare],
    coldExtraMs: [Math.max(0, onShare(cold, sweepShare) - warm)],
    writeUnits: added(({ units }) => units.write),
    readUnits: added(({ units }) => units.read),
    logBytes: added(({ logBytes }) => logBytes),
    logLines: added(({ logLines }) => logLines),
  };
}

function atLeastOne(numbers: number[]): [number, ...number[]] {
  const [first, ...rest] = numbers;
  if (first === undefined) throw new RangeError('nothing was measured');
  return [first, ...rest];
}
