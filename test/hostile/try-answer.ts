import { exitOf } from '../e2e/exit-code.ts';
import { lookAt } from '../fault-lab/lab-look.ts';
import { createHearing } from './hearing.ts';
import type { Job, Step } from './hostile-job.ts';
import { measure } from './spent.ts';

/** One look at a hostile partner, its document included, as every check does it. */
export async function tryAnswer({ url }: Extract<Job, { kind: 'answer' }>): Promise<Step[]> {
  const spent = measure();
  const outcome = await lookAt({ url, published: `${url}/openapi.json`, lookMs: 2_500 });
  const taken = spent();
  const hearing = createHearing();
  hearing.hear(JSON.stringify(outcome));
  return [{ step: 'looked at', ...taken, exit: exitOf(outcome), err: '', readUsers: hearing.readUsers() }];
}
