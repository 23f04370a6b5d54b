import { z } from 'zod';
import { canonicalJson } from '../canonical-json.ts';
import type { Sha256 } from '../hash.ts';
import * as part from './parse-facts.ts';

/** The head of one partner's ledger. */
export interface Head {
  seq: number;
  hash: string;
}

/** Heads by partner. */
export type Heads = Record<string, Head>;

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const heads = z.record(z.string(), z.strictObject({ seq: z.int().positive(), hash: part.hash }));
const common = {
  day,
  at: part.instant,
  /** The checkpoint before, by the SHA-256 of its text: one that is taken away is missed. */
  previous: z.strictObject({ day, sha256: part.hash }).optional(),
};

/** What is signed: the heads of all ledgers, or, where they are many, the SHA-256 of the texts that hold them. */
const body = z.discriminatedUnion('v', [
  z.strictObject({ v: z.literal(1), ...common, heads }),
  z.strictObject({ v: z.literal(2), ...common, partners: z.int().positive(), parts: z.array(part.hash) }),
]);
export type CheckpointBody = z.infer<typeof body>;

const signedCheckpoint = z.strictObject({
  checkpoint: body,
  key: z.string(),
  algorithm: z.enum(['ECDSA_SHA_256', 'ED25519']),
  signature: z.string(),
  publicKey: z.string().optional(),
});
/** A checkpoint as it is kept: what is signed, and the signature (base64) with the key that it names. */
export type SignedCheckpoint = z.infer<typeof signedCheckpoint>;

const headsPart = z.strictObject({ day, part: z.int().nonnegative(), heads });

/** Heads in one text: about 110 KB, of the 400 KB that an item of the table may have. */
export const HEADS_IN_ONE = 1_000;

/**
 * The body of a day's checkpoint, and the texts of its parts: none up to {@link HEADS_IN_ONE} ledgers; above, the heads
 * by partner's name in texts of so many, each named in the body by its SHA-256.
 */
export function checkpointOf(
  of: { day: string; at: string; heads: Heads; previous: { day: string; text: string } | null },
  sha256: Sha256,
): { body: CheckpointBody; parts: string[] } {
  const { day: on, at, previous } = of;
  const link = previous ? { previous: { day: previous.day, sha256: sha256(previous.text) } } : {};
  const partners = Object.keys(of.heads).sort();
  if (partners.length <= HEADS_IN_ONE)
    return { body: { v: 1, day: on, at, heads: of.heads, ...link }, parts: [] };
  const parts: string[] = [];
  for (let from = 0; from < partners.length; from += HEADS_IN_ONE) {
    const some = partners.slice(from, from + HEADS_IN_ONE);
    const inPart = Object.fromEntries(some.map((name) => [name, { ...(of.heads[name] as Head) }]));
    parts.push(canonicalJson({ day: on, part: parts.length, heads: inPart }));
  }
  const named = parts.map((text) => sha256(text));
  return { body: { v: 2, day: on, at, partners: partners.length, parts: named, ...link }, parts };
}

/** Reads a kept checkpoint; null for what is none. */
export function parseCheckpoint(text: string): SignedCheckpoint | null {
  return signedCheckpoint.safeParse(readJson(text)).data ?? null;
}

/** The heads in a part's text; null for what is no part of that day. */
export function parsePart(text: string, on: string): Heads | null {
  const read = headsPart.safeParse(readJson(text)).data;
  return read && read.day === on ? read.heads : null;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
