import type { Monotonic, PartnerClient } from './ports.ts';

/** Calls that one client takes, in ms and in number: it keeps its exchanges, and when the partner is not to be called. */
const TAKES_MS = 60_000;
const TAKES_CALLS = 200;
/** What a call may wait for its turn. */
const WAITS_MS = 30_000;

interface Client {
  client: PartnerClient;
  until: number;
  taken: number;
  running: number;
  retired: boolean;
}

/**
 * Calls to a partner without an end, over clients each of which is for one look: a new one takes over in time, and the one
 * before it ends when its last call has.
 *
 * @param callMs what one call may take. @param open opens a client whose calls are over by a monotonic time.
 */
export function renewedClient(options: {
  monotonic: Pick<Monotonic, 'now'>;
  callMs: number;
  open(deadlineMs: number): PartnerClient;
}): Pick<PartnerClient, 'call' | 'close'> {
  const { monotonic, callMs, open } = options;
  const opened = new Set<Client>();
  let current: Client | null = null;
  let fault: unknown = null;

  const end = async (one: Client): Promise<void> => {
    if (!opened.delete(one)) return;
    await one.client.close().catch((error: unknown) => {
      fault ??= error;
    });
  };
  const inUse = (): Client => {
    const now = monotonic.now();
    if (current && now < current.until && current.taken < TAKES_CALLS) return current;
    if (current) {
      current.retired = true;
      if (current.running === 0) void end(current);
    }
    const until = now + TAKES_MS;
    current = { client: open(until + WAITS_MS + callMs), until, taken: 0, running: 0, retired: false };
    opened.add(current);
    return current;
  };

  return {
    call: async (call) => {
      const one = inUse();
      one.taken++;
      one.running++;
      try {
        return await one.client.call(call);
      } finally {
        one.running--;
        if (one.retired && one.running === 0) void end(one);
      }
    },
    close: async () => {
      await Promise.all([...opened].map(end));
      if (fault !== null) throw fault;
    },
  };
}
