import type { JourneyStore } from '../../app/journey-store.ts';
import type { ContactBook, LedgerStore, ProjectionStore, RunStore } from '../../app/ports.ts';
import type { SnapshotStore } from '../../app/snapshot-store.ts';
import type { StatusPageStore } from '../../app/status-pages.ts';
import { createContactBook } from './contact-book.ts';
import { createJourneyStore } from './journey-store.ts';
import { createLedgerStore } from './ledger-store.ts';
import { createProjectionStore } from './projection-store.ts';
import { createRunStore } from './run-store.ts';
import { createSnapshotStore } from './snapshot-store.ts';
import { createStatusPageStore } from './status-page-store.ts';
import type { Table } from './table.ts';

/** What is kept in the one table, wherever that runs. */
export interface TableStores {
  ledger: LedgerStore;
  projections: ProjectionStore;
  snapshots: SnapshotStore;
  runs: RunStore;
  journeys: JourneyStore;
  pageSightings: StatusPageStore;
}

/** The stores of a table. */
export function createTableStores(table: Table): TableStores {
  return {
    ledger: createLedgerStore(table),
    projections: createProjectionStore(table),
    snapshots: createSnapshotStore(table),
    runs: createRunStore(table),
    journeys: createJourneyStore(table),
    pageSightings: createStatusPageStore(table),
  };
}

/** The stores of a deployment: contacts are in the table too, and it forgets by itself what expired. */
export function createDeployedStores(table: Table): TableStores & { contacts: ContactBook } {
  const { runs, ...stores } = createTableStores(table);
  const { expire: _byTheTable, ...kept } = runs;
  return { ...stores, runs: kept, contacts: createContactBook(table) };
}
