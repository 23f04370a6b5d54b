import { resolve } from 'node:path';
import { findContracts } from '../adapters/files/find-contracts.ts';
import { environmentsIn, partnersIn } from '../adapters/files/names-in-contracts.ts';

/** How the words so far name the folders. */
interface Asked {
  cwd: string;
  words: readonly string[];
}

/**
 * What a shell may complete, as `__complete KIND WORDS...` is asked for it: names of partners, their environments, or
 * references of changes. What cannot be known is nothing, and never a fault: a person is typing.
 */
export async function completions([kind, ...words]: readonly string[], cwd: string): Promise<string[]> {
  const asked = { cwd, words };
  try {
    switch (kind) {
      case 'partners':
        return partnersIn(contractsOf(asked));
      case 'environments':
        return await environments(asked);
      case 'changes':
        return await changes(asked);
      default:
        return [];
    }
  } catch {
    return [];
  }
}

/** Of the partners that were named, or of all. */
async function environments(asked: Asked): Promise<string[]> {
  const dir = contractsOf(asked);
  const all = partnersIn(dir);
  const named = all.filter((name) => asked.words.includes(name));
  const found = new Set<string>();
  for (const partner of named.length > 0 ? named : all)
    for (const name of await environmentsIn(dir, partner)) found.add(name);
  return [...found];
}

/** From the process that holds the data folder, where one does: the folder is not taken for it. */
async function changes({ cwd, words }: Asked): Promise<string[]> {
  const { joinStore } = await import('../local/open-store.ts');
  const store = await joinStore(resolve(cwd, optionIn('--state', words) ?? '.forewarn'));
  if (!store) return [];
  try {
    const found: string[] = [];
    for (const partner of (await store.ledger.partners()).sort())
      found.push(...Object.keys((await store.projections.read(partner))?.changes ?? {}));
    return found.filter((ref) => /^[A-Z][A-Z0-9-]*-\d+$/.test(ref));
  } finally {
    await store.close();
  }
}

function contractsOf({ cwd, words }: Asked): string {
  return findContracts(cwd, optionIn('--contracts', words));
}

function optionIn(flag: string, words: readonly string[]): string | undefined {
  const at = words.lastIndexOf(flag);
  const joined = words.findLast((word) => word.startsWith(`${flag}=`));
  return at >= 0 ? words[at + 1] : joined?.slice(flag.length + 1);
}
