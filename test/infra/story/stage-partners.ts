import { sha256 } from '../../../src/adapters/crypto/sha256.ts';
import type { Agreement } from '../../../src/core/agreement/types.ts';
import { type Partners, startPartners } from '../../../src/local/emulator/start-partners.ts';
import type { WorldClock } from '../stand-ins/clock.ts';
import { type Switch, startSwitch } from './start-switch.ts';

/** The emulated partners of the story, at addresses that stay when they begin anew. */
export interface StagedPartners {
  /** By `partner/environment`. */
  urls: ReadonlyMap<string, string>;
  /** The same for as long as the story goes on. */
  secrets: ReadonlyMap<string, string>;
  /** Puts in force what the plans say for the present. */
  advance(): void;
  /** Partners that have not been called yet, at the same addresses with the same secrets. */
  beginAnew(): Promise<void>;
  close(): Promise<void>;
}

/** @param start midnight of the story's first day. */
export async function stagePartners(
  agreements: readonly Agreement[],
  start: Date,
  clock: WorldClock,
): Promise<StagedPartners> {
  const begin = (known?: ReadonlyMap<string, string>) =>
    startPartners({
      agreements,
      start,
      sha256,
      now: () => new Date(clock.now()),
      known: (name) => known?.get(name),
    });
  let partners: Partners = await begin();
  const { secrets } = partners;
  const switches = new Map<string, Switch>();
  for (const [place, url] of partners.urls) {
    const one = await startSwitch();
    one.leadTo(url);
    switches.set(place, one);
  }
  return {
    urls: new Map([...switches].map(([place, { url }]) => [place, url])),
    secrets,
    advance: () => void partners.advance(new Date(clock.now())),
    async beginAnew() {
      const before = partners;
      partners = await begin(secrets);
      for (const [place, url] of partners.urls) switches.get(place)?.leadTo(url);
      await before.close();
    },
    async close() {
      await Promise.all([...switches.values()].map((one) => one.close()));
      await partners.close();
    },
  };
}
