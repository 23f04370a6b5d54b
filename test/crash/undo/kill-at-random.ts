import type { Random } from '../random.ts';
import { type CountingPartner, type Spot, startCountingPartner } from './counting-partner.ts';
import { type Death, journalOf, killLook, liveLook, type Script } from './killed-look.ts';

const SPOTS: Spot[] = ['arrived', 'made', 'made', 'answered', 'answered'];
/** Most ms between a spot and the death. */
const LATEST_MS = 6;

/** What came of killing looks. */
export interface Killed {
  killed: number;
  /** Looks that left records at the partner when they were killed. */
  left: number;
  made: number;
  /** What is wrong; nothing where all is well. */
  faults: string[];
}

/**
 * Kills so many looks at random points, most of them followed by one that is left to live, and holds what is at the partner
 * after that one against what should be: nothing of ours, all of others.
 */
export async function killAtRandom(on: {
  folder: string;
  points: number;
  random: Random;
  script?: Script;
  told?: (line: string) => void;
}): Promise<Killed> {
  const { folder, points, random, script = 'look-that-makes.ts', told = () => undefined } = on;
  const partner = await startCountingPartner();
  const faults: string[] = [];
  let [killed, left] = [0, 0];
  try {
    const perLook = await requestsOfALook(partner, { folder, script, faults });
    while (killed < points && faults.length === 0) {
      const death: Death = {
        request: random.between(1, perLook),
        spot: SPOTS[random.between(0, SPOTS.length - 1)] ?? 'made',
        ms: Math.max(0, random.between(-LATEST_MS, LATEST_MS)),
      };
      if (!(await killLook(partner, folder, death, script))) continue;
      killed++;
      const behind = partner.standing().length;
      if (behind > 0) left++;
      // Some die again while they clean up after one that died.
      if (killed < points && random.between(1, 4) === 1) continue;
      await liveLook(partner, folder, script);
      const place = `request ${death.request} ${death.spot} +${death.ms} ms`;
      faults.push(...(await faultsAt(partner, folder)).map((fault) => `${place}: ${fault}`));
      told(`point ${killed}  ${place}  ${behind} left behind  ${faults.length === 0 ? 'ok' : 'WRONG'}`);
    }
    return { killed, left, made: partner.made(), faults };
  } finally {
    await partner.close();
  }
}

/** What an undisturbed one makes, and undoes; one of a look stays, since nothing undoes it. */
const UNDISTURBED: Record<Script, [made: number, undone: number]> = {
  'look-that-makes.ts': [5, 4],
  'walk-that-makes.ts': [4, 4],
};

async function requestsOfALook(
  partner: CountingPartner,
  { folder, script, faults }: { folder: string; script: Script; faults: string[] },
): Promise<number> {
  const { outcomes, made } = await liveLook(partner, folder, script);
  const [all, undone] = UNDISTURBED[script];
  if (outcomes.some((outcome) => outcome !== 'passed')) faults.push(`undisturbed: ${outcomes.join(', ')}`);
  if (made?.made !== all || made.undone !== undone) faults.push(`undisturbed: ${JSON.stringify(made)}`);
  faults.push(...(await faultsAt(partner, folder)));
  return partner.requests();
}

async function faultsAt(partner: CountingPartner, folder: string): Promise<string[]> {
  // A call that was written down and never left stays for a while: it might still be on its way.
  const heardOf = (await journalOf(folder)).filter(({ begun, answered }) => begun === answered);
  return [
    ...partner.standing().map((id) => `${id} was made by us and is still there`),
    ...partner.harmed().map((id) => `${id} was made by others and is gone`),
    ...heardOf.map(({ state, id }) => `the journal still holds ${state}, ${id}`),
  ];
}
