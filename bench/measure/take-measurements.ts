import type { Measurements } from '../scale/figures.ts';
import { type Deployed, deploy } from './deployed.ts';
import { measureChecks, measureSweeps, settle, type Took } from './measure-functions.ts';
import { type SampleServer, startSampleServer } from './sample-server.ts';
import { storedUnder } from './stored-bytes.ts';

/** How the sample partners are checked: the promise is about this. */
export const CHECKED = { interactions: 20, latencyMs: 100, requestsPerSecond: 10 } as const;

/** Partners that are checked one after another: more than a process keeps the files of. */
const PARTNERS = 10;
/** New processes that check them. */
const PROCESSES = 2;
const SWEEPS = 8;

/** Runs a body with everything deployed on this machine and a sample partner beside it, and ends both. */
export async function withDeployed<T>(
  root: string,
  partner: { interactions: number; latencyMs: number },
  work: (deployed: Deployed, server: SampleServer) => Promise<T>,
): Promise<T> {
  const server = await startSampleServer(partner);
  try {
    const deployed = await deploy(root);
    try {
      return await work(deployed, server);
    } finally {
      await deployed.close();
    }
  } finally {
    await server.close();
  }
}

/** Measures checks and sweeps of partners that have been looked at before. */
export function takeMeasurements(root: string): Promise<Measurements> {
  return withDeployed(root, CHECKED, async (deployed, server) => {
    const partners = Array.from({ length: PARTNERS }, (_, number) => `sample-${number}`);
    const on = { url: server.url, ...CHECKED };
    await settle(deployed, { ...on, partners: partners.slice(0, 1) });
    await measureChecks(deployed, server, partners.slice(0, 1), 1);
    const few = await measureSweeps(deployed, SWEEPS, 2);
    await settle(deployed, { ...on, partners: partners.slice(1) });
    await measureChecks(deployed, server, partners.slice(1), 60); // their first look writes an entry
    const checks: Took[][] = [];
    for (let process = 0; process < PROCESSES; process++)
      checks.push(await measureChecks(deployed, server, partners, 75 + 15 * process));
    const many = await measureSweeps(deployed, SWEEPS, 120);
    const { runBytes, partnerBytes } = await storedUnder(deployed.tableAccess, partners);
    return {
      checks,
      sweeps: [
        { partners: 1, taken: few },
        { partners: PARTNERS, taken: many },
      ],
      storedBytes: runBytes,
      partnerBytes,
    };
  });
}
