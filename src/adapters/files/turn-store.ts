import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TurnStore } from '../../app/look-memory.ts';
import { readTurns } from '../../app/read-turns.ts';
import { writeDurably } from './durable-file.ts';

/** When what we use was last looked at, as files in a folder of one user: `turns/PARTNER/ENVIRONMENT.json`. */
export function createTurnStore(folder: () => string): TurnStore {
  const fileOf = (partner: string, environment: string) =>
    join(folder(), 'turns', partner, `${environment}.json`);
  return {
    read: async (partner, environment) => {
      const text = await readFile(fileOf(partner, environment), 'utf8').catch(() => '');
      return readTurns(text);
    },
    write: (partner, environment, turns) => writeDurably(fileOf(partner, environment), JSON.stringify(turns)),
  };
}
