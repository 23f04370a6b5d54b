import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { slug } from '../../src/core/agreement/values.ts';

const attribute = z.record(z.string(), z.unknown());

/** Records of the table's stream, as Lambda hands them over; what they say is read one by one. */
export const tableEvent = z.object({
  Records: z.array(
    z.object({
      eventName: z.string().optional(),
      dynamodb: z.object({
        SequenceNumber: z.string().min(1),
        Keys: z.record(z.string(), attribute).optional(),
        NewImage: z.record(z.string(), attribute).optional(),
      }),
    }),
  ),
});

export type TableEvent = z.output<typeof tableEvent>;
export type TableRecord = TableEvent['Records'][number];

/** Most that the body of an entry may unfold to. */
const UNFOLDED_BYTES = 64 * 1024 * 1024;

/** Whose ledger a record is of; null where it is no ledger's. */
export function ledgerOf({ dynamodb: { Keys } }: TableRecord): string | null {
  const key = /^LEDGER#(.+)$/.exec(String(Keys?.PK?.S ?? ''))?.[1];
  return slug.safeParse(key).data ?? null;
}

/** When the entry of a record was made: its `at`; null where the record does not carry it. */
export function timeOfEntry({ dynamodb: { NewImage } }: TableRecord): string | null {
  try {
    const { S: plain } = NewImage?.body ?? {};
    const { B: folded } = NewImage?.bodyZ ?? {};
    const text =
      typeof folded === 'string'
        ? gunzipSync(Buffer.from(folded, 'base64'), { maxOutputLength: UNFOLDED_BYTES }).toString('utf8')
        : String(plain);
    return z.object({ at: z.iso.datetime() }).parse(JSON.parse(text)).at;
  } catch {
    return null;
  }
}
