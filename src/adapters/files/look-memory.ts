import type { LookMemory } from '../../app/look-memory.ts';
import { createFixtureStore } from './fixture-store.ts';
import { createJournalStore } from './journal-store.ts';
import { createTurnStore } from './turn-store.ts';

/** What looks leave to later ones, in the folder that all processes of a user share (see `userFolder`); it is asked for when it is needed. */
export function createLookMemory(folder: () => string): LookMemory {
  return {
    journal: createJournalStore(folder),
    fixtures: createFixtureStore(folder),
    turns: createTurnStore(folder),
  };
}
