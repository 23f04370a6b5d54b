import type { CommitPorts } from '../app/commit.ts';
import type { JourneyStore } from '../app/journey-store.ts';
import type { Metrics } from '../app/metrics.ts';
import type { RegistrationStore } from '../app/registry-ports.ts';
import type { StatusPageStore } from '../app/status-pages.ts';
import { createEventCalendar, type EventCalendar } from './clock/event-calendar.ts';
import { realMonotonic } from './clock/real-monotonic.ts';
import { sha256 } from './crypto/sha256.ts';
import { connectTable } from './dynamodb/connect.ts';
import { createRegistrationStore } from './dynamodb/registration-store.ts';
import type { Table } from './dynamodb/table.ts';
import { createDeployedStores } from './dynamodb/table-stores.ts';
import { readEnvironment, runsOnLoopback } from './env.ts';

/** What every function stands on: the table, the clocks. */
export interface LedgerWire extends CommitPorts {
  registrations: RegistrationStore;
  calendar: EventCalendar;
  table: Table;
  journeys: JourneyStore;
  pageSightings: StatusPageStore;
  /** True against stand-ins on this machine. */
  loopback: boolean;
}

/** Opens the table of a deployment. @throws ForewarnError `config` where the environment is not complete. */
export function wireLedger(env: NodeJS.ProcessEnv, metrics: Metrics): LedgerWire {
  const { FOREWARN_TABLE, FOREWARN_VERSION } = readEnvironment(env, ['FOREWARN_TABLE', 'FOREWARN_VERSION']);
  const loopback = runsOnLoopback(env);
  const table = connectTable(FOREWARN_TABLE, metrics);
  return {
    ...createDeployedStores(table),
    registrations: createRegistrationStore(table),
    calendar: createEventCalendar(loopback),
    monotonic: realMonotonic,
    sha256,
    toolVersion: FOREWARN_VERSION,
    table,
    loopback,
  };
}
