import middy from '@middy/core';
import type { DynamoDBBatchResponse } from 'aws-lambda';
import { type RegisteredSweepPorts, sweepRegistered } from '../../src/app/sweep-registered.ts';
import { type TableEvent, tableEvent } from '../events/table-event.ts';
import { eachLedger } from '../middleware/each-ledger.ts';
import { TIME_OUT } from '../middleware/early-end.ts';
import { parsedEvent } from '../middleware/parsed-event.ts';
import type { Telemetry } from '../middleware/telemetry.ts';
import type { EventTime } from './event-time.ts';

/** No partner is begun with less time left: sending to slow channels takes a while. */
const ENOUGH_MS = 10_000;

/** New entries of the ledgers: what is due because of them is sent, one sweep for each partner. */
export function announceHandler(ports: RegisteredSweepPorts & EventTime, telemetry: Telemetry) {
  return middy<TableEvent, DynamoDBBatchResponse>(TIME_OUT)
    .use(telemetry.middleware)
    .use(parsedEvent(tableEvent))
    .handler((event, context) =>
      eachLedger(event, telemetry, {
        goOn: () => context.getRemainingTimeInMillis() > ENOUGH_MS,
        work: (partner, at) => {
          if (at !== null) ports.calendar.at(at);
          return telemetry.traced(
            'announce',
            { partner },
            () => sweepRegistered(ports, partner),
            (swept) => ({ sent: swept?.sent.length ?? 0, failed: swept?.failed.length ?? 0 }),
          );
        },
      }),
    );
}
