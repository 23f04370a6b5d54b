import { Duration } from 'aws-cdk-lib';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import type { CheckQueues } from './check-queues.ts';
import type { ForewarnFunction } from './forewarn-function.ts';
import type { LedgerTable } from './ledger-table.ts';

/** Wake-ups that fail are tried this often, in ever smaller batches, before they are put aside. */
const TRIES = 8;

/** `run-check` takes one check at a time; so many run at once. */
export function takeChecks(runCheck: ForewarnFunction, queues: CheckQueues, atOnce: number): void {
  runCheck.function.addEventSourceMapping('Checks', {
    eventSourceArn: queues.checks.queueArn,
    batchSize: 1,
    reportBatchItemFailures: true,
    maxConcurrency: atOnce,
  });
}

/**
 * `announce` is woken by new entries of a ledger that make something due, and by nothing else. It is no more than a
 * wake-up: the sweep sends what a lost one would have sent.
 */
export function takeWakeUps(announce: ForewarnFunction, ledger: LedgerTable, queues: CheckQueues): void {
  announce.function.addEventSourceMapping('Ledger', {
    eventSourceArn: ledger.streamArn,
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: 10,
    bisectBatchOnError: true,
    reportBatchItemFailures: true,
    retryAttempts: TRIES,
    maxRecordAge: Duration.hours(12),
    // The right to send comes with the binding.
    onFailure: { bind: () => ({ destination: queues.deadWakeUps.queueArn }) },
    filters: [
      FilterCriteria.filter({
        eventName: FilterRule.isEqual('INSERT'),
        dynamodb: {
          Keys: { PK: { S: FilterRule.beginsWith('LEDGER#') } },
          NewImage: { due: { BOOL: [true] } },
        },
      }),
    ],
  });
}
