import type { DynamoDBBatchResponse } from 'aws-lambda';
import { ledgerOf, type TableEvent, type TableRecord, timeOfEntry } from '../events/table-event.ts';
import type { Telemetry } from './telemetry.ts';

/** What is done for each partner with new entries. */
export interface LedgerWork {
  /** Whether there is time for another partner. */
  goOn(): boolean;
  /** @param at when the partner's last entry of the batch was made; null where the record does not say. */
  work(partner: string, at: string | null): Promise<unknown>;
}

/**
 * Works once for each partner with entries in the batch; one partner's failure does not keep the others waiting.
 * The stream goes back to the first record that is reported: of a partner that failed or had no time, or a record of no
 * ledger, which ends in the failure destination after some times. What was done before is done again, and changes nothing.
 */
export async function eachLedger(
  event: TableEvent,
  telemetry: Telemetry,
  { goOn, work }: LedgerWork,
): Promise<DynamoDBBatchResponse> {
  const byPartner = Map.groupBy(event.Records, ledgerOf);
  const failed = new Set<string | null>();
  for (const [partner, records] of byPartner) {
    if (partner === null) {
      telemetry.metrics.add('PoisonEvents', records.length);
      telemetry.log.warn('a record is of no ledger', { sequenceNumber: sequenceNumber(records[0]) });
      failed.add(partner);
    } else if (!goOn()) failed.add(partner);
    else if (!(await isDone(partner, records, telemetry, work))) failed.add(partner);
  }
  const first = event.Records.find((record) => failed.has(ledgerOf(record)));
  return { batchItemFailures: first ? [{ itemIdentifier: sequenceNumber(first) }] : [] };
}

async function isDone(
  partner: string,
  records: readonly TableRecord[],
  telemetry: Telemetry,
  work: LedgerWork['work'],
): Promise<boolean> {
  const times = records.flatMap((record) => timeOfEntry(record) ?? []).sort();
  try {
    await work(partner, times.at(-1) ?? null);
    return true;
  } catch (error) {
    telemetry.fault('a partner could not be swept', error, { partner });
    return false;
  }
}

function sequenceNumber(record: TableRecord | undefined): string {
  return record?.dynamodb.SequenceNumber ?? '';
}
