import { createHash } from 'node:crypto';
import { link, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FixtureLeases } from '../../app/look-memory.ts';
import { makeFolder } from './durable-file.ts';
import { holderText, isHeld } from './holder.ts';

/** `NAME.HOLDER.lent`: the one token of a fixture. Who renames it to a name of its own, holds the fixture. */
const TOKEN = /^([0-9a-f]{32})\.([0-9a-z-]+)\.lent$/;

/**
 * Who has which fixture, as files in a folder of one user: `fixtures/PARTNER/ENVIRONMENT/`. Each fixture has one token,
 * a link to its `NAME.known`, and whoever renames that token has it: of several who try, one succeeds.
 */
export function createFixtureStore(folder: () => string, now: () => number = Date.now): FixtureLeases {
  return {
    take: async ({ partner, environment }, fixtures, until) => {
      const place = join(folder(), 'fixtures', partner, environment);
      await makeFolder(place);
      for (const fixture of fixtures) {
        const name = createHash('sha256').update(fixture).digest('hex').slice(0, 32);
        const mine = join(place, `${name}.${holderText(until)}.lent`);
        if (!((await takeToken(place, name, mine, now())) || (await makeToken(place, name, mine)))) continue;
        const giveBack = async () => {
          await rename(mine, join(place, `${name}.${holderText(0)}.lent`)).catch(ifGone);
        };
        return { fixture, giveBack };
      }
      return null;
    },
  };
}

/** Takes the token of a fixture that nobody holds. A token that is not the fixture's own is no token. */
async function takeToken(place: string, name: string, mine: string, now: number): Promise<boolean> {
  const known = await stat(join(place, `${name}.known`)).catch(ifGone);
  if (!known) return false;
  for (const file of await readdir(place)) {
    const [, of, holder] = TOKEN.exec(file) ?? [];
    if (of !== name || holder === undefined || isHeld(holder, now)) continue;
    const own = await stat(join(place, file)).catch(ifGone);
    if (own?.ino !== known.ino) continue;
    if (await moved(join(place, file), mine)) return true;
  }
  return false;
}

/** Makes the token of a fixture that was never lent; false where somebody else has made it. */
async function makeToken(place: string, name: string, mine: string): Promise<boolean> {
  await writeFile(mine, '', { flag: 'wx', mode: 0o600 });
  try {
    await link(mine, join(place, `${name}.known`));
    return true;
  } catch (error) {
    await rm(mine, { force: true });
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function moved(from: string, to: string): Promise<boolean> {
  return (await rename(from, to).then(() => true, ifGone)) ?? false;
}

function ifGone(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
}
