import { z } from 'zod';
import { canonicalJson } from '../../core/canonical-json.ts';
import { ForewarnError } from '../../core/errors.ts';
import type { Json, JsonObject } from '../../core/json.ts';
import type { RegistrationRecord, RegistrationSummary } from '../../core/registration/types.ts';
import { readTextAttribute, textAttribute } from './item.ts';
import type { Item } from './table.ts';

const object = z.record(z.string(), z.json()) as z.ZodType<JsonObject>;

const summary = z.object({
  v: z.literal(1),
  partner: z.string(),
  hash: z.string(),
  source: z.string(),
  at: z.string(),
  by: z.string(),
  files: z.array(z.object({ path: z.string(), sha256: z.string(), bytes: z.number() })),
  schedules: z.array(
    z.object({
      partner: z.string(),
      environment: z.string().nullable(),
      expression: z.string(),
      timezone: z.string(),
      flexibleMinutes: z.number(),
      intervalMs: z.number(),
    }),
  ),
}) satisfies z.ZodType<RegistrationSummary>;

const contract = z.object({ agreement: object, shared: object, journeys: object.nullable() });

/** The attributes of a summary: its canonical JSON as text. */
export function summaryAttributes({ contract: _, ...told }: RegistrationRecord): Item {
  return { hash: { S: told.hash }, ...textAttribute('summary', canonicalJson(told as unknown as Json)) };
}

/** The attributes of a record: those of its summary, and its contract in the same way. */
export function recordAttributes(record: RegistrationRecord): Item {
  const text = canonicalJson(record.contract as unknown as Json);
  return { ...summaryAttributes(record), ...textAttribute('contract', text) };
}

/** @throws ForewarnError `integrity` for an item that is none of {@link summaryAttributes}. */
export function readSummary(item: Item): RegistrationSummary {
  return parsed(item, 'summary', summary);
}

/** @throws ForewarnError `integrity` for an item that is none of {@link recordAttributes}. */
export function readRecord(item: Item): RegistrationRecord {
  return { ...readSummary(item), contract: parsed(item, 'contract', contract) };
}

function parsed<Value>(item: Item, name: string, schema: z.ZodType<Value>): Value {
  const text = readTextAttribute(item, name);
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new ForewarnError('integrity', `A registration's ${name} cannot be read.`, {
      fix: 'Register the partner again with the version that is deployed.',
      cause,
    });
  }
}
