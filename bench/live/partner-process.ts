import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A partner that runs beside this process. */
export interface PartnerProcess {
  url: string;
  end(): void;
}

/** Starts a partner that takes so long for each answer. */
export async function startPartner(latencyMs: number): Promise<PartnerProcess> {
  const child = fork(join(import.meta.dirname, 'serve-partner.ts'), [String(latencyMs)]);
  const [url] = (await once(child, 'message')) as [string];
  return { url, end: () => child.kill('SIGKILL') };
}
