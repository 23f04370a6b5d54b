import { createQuotaStore } from '../../src/adapters/files/quota-store.ts';
import { createPartnerOpener } from '../../src/adapters/http/partner-client.ts';
import { createQuota } from '../../src/adapters/http/quota.ts';
import type { Agreement } from '../../src/core/agreement/types.ts';
import { callOf, lookPlan, monotonic } from '../adapters/look-plan.ts';

/** What a hammering process is told, as JSON. */
export interface Hammering {
  url: string;
  /** Folder of the user that all processes share. */
  home: string;
  limits: Partial<Agreement['limits']>;
  /** Calls that this process asks for at the same time. */
  atOnce: number;
}

/** Calls a partner as fast as it is let, look after look, until it is killed or the day's calls are used up. */
async function hammer({ url, home, limits, atOnce }: Hammering): Promise<void> {
  const quota = createQuota({ store: createQuotaStore(() => home), monotonic });
  const open = createPartnerOpener({ secrets: { read: async () => null }, monotonic, quota });
  for (;;) {
    const client = open(lookPlan({ url, limits, deadlineMs: 10_000 }));
    const calls = Array.from({ length: atOnce }, () => client.call(callOf('/items', { query: 'limit=1' })));
    const answers = await Promise.all(calls);
    await client.close();
    if (answers.some((answer) => !answer.sent && answer.skipped === 'budget')) return;
  }
}

const [told] = process.argv.slice(2);
if (told !== undefined) await hammer(JSON.parse(told) as Hammering);
