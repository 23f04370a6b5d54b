import { seeded } from '../crash/random.ts';
import type { OperationName } from './depot-document.ts';
import type { Truth } from './lab-case.ts';
import { runCase } from './lab-case.ts';
import { DRIFTS, FAULTS } from './seeded-cases.ts';
import { WELL } from './well-variants.ts';

/** What is looked at by the verifier's own process, at one operation; first what is quick to see. */
export const SAMPLE: readonly [Truth, string, OperationName][] = [
  ['well', 'as agreed', 'getCharge'],
  ['outage', 'maintenance with 200 and JSON', 'getCustomer'],
  ['drift', 'authentication moved (401)', 'listRates'],
  ['drift', 'an envelope added', 'createCharge'],
  ['outage', 'reset before the status line', 'getCustomer'],
  ['outage', 'half a body', 'listRates'],
  ['outage', 'a byte order mark', 'getCharge'],
  ['outage', 'a login page with 200', 'createCharge'],
  ['outage', 'JSON that is cut', 'listRates'],
  ['outage', 'a quota told with 200', 'getCustomer'],
  ['drift', 'an operation gone (404)', 'getCharge'],
  ['drift', 'a header gone', 'listCharges'],
];

/** Looks at each by the verifier and gives what was told otherwise than it is. */
export async function runSample(sample: typeof SAMPLE): Promise<string[]> {
  const misses: string[] = [];
  for (const [truth, name, operation] of sample) {
    const disturbance = [...FAULTS, ...DRIFTS, ...WELL].find((one) => one.name === name);
    if (!disturbance) throw new Error(`the lab has no ${name}`);
    const item = { truth, disturbance, at: [operation], arrangement: disturbance.arrange(seeded(1)) };
    const { told } = await runCase([item], { verifier: true });
    const right = truth === 'drift' ? ['drift'] : disturbance.told;
    const wrong = told.flat().filter((one) => !right.includes(one as never));
    misses.push(...wrong.map((one) => `${name} at ${operation}: ${one}`));
  }
  return misses;
}
