import { DRIFT_MODES } from '../../src/local/disturb/drift-modes.ts';
import { FAULT_MODES } from '../../src/local/disturb/fault-modes.ts';
import { checkDepot, emulate, writeDepot } from './depot-world.ts';

/** A mode as it is asked for, and what a check has to tell of it. */
export interface Row {
  argv: [string, string, ...string[]];
  /** Classes, one of which is told; `drift`; `green`. */
  told: readonly string[];
  /** What it is seen by: the pact, or what is used without one. */
  pact: boolean;
}

/** Members that only a charge has: it is answered where one is made. */
const OF_A_CHARGE = new Set([
  'an id as a number',
  'a field that may be null',
  'dates as numbers',
  'another format of dates',
]);
const BY_PACT = new Set(['sends', 'record', 'deletes']);

/** Every mode of the command. */
export const ROWS: readonly Row[] = [
  ...FAULT_MODES.map(({ name, told }): Row => ({ argv: ['--fault', name], told, pact: false })),
  ...DRIFT_MODES.map(({ name, at }): Row => {
    const ofCharge = OF_A_CHARGE.has(name);
    const where = ofCharge ? ['--at', 'createCharge'] : [];
    return { argv: ['--drift', name, ...where], told: ['drift'], pact: ofCharge || BY_PACT.has(at) };
  }),
];

/** Serves the depot in this mode by the command, checks it by the command. @returns what is wrong; null: nothing. */
export async function faultIn({ argv, told, pact }: Row, cwd: string): Promise<string | null> {
  writeDepot(cwd, { url: 'http://127.0.0.1:9', pact });
  const served = await emulate(cwd, ['depot', ...argv]);
  try {
    if (served.url === '') return served.text().err;
    writeDepot(cwd, { url: served.url, pact });
    const { code, report } = await checkDepot(cwd);
    const classes = new Set(report.notVerified.map((one) => one.class as string));
    if (told.includes('drift')) return code === 1 ? null : `exit ${code}, ${report.verdict}`;
    if (told.includes('green')) return code === 0 ? null : `exit ${code}, ${report.verdict}`;
    const strangers = [...classes].filter((one) => !told.includes(one));
    return code === 3 && classes.size > 0 && strangers.length === 0
      ? null
      : `exit ${code}, ${report.verdict}, ${[...classes].join(' ')} in place of ${told.join(' ')}`;
  } finally {
    await served.end();
  }
}
