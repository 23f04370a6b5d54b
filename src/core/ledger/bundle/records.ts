import { z } from 'zod';
import type { Sha256 } from '../../hash.ts';
import type { Json } from '../../json.ts';
import * as part from '../parse-facts.ts';
import { GENESIS } from '../seal.ts';

const name = z.string().max(200);
/** Partners are names of folders and objects where a bundle is unpacked: nothing that leads elsewhere. */
const partner = z.string().regex(/^[a-z][a-z0-9-]{0,29}$/);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const text = z.string();

/** One line of a bundle, by what it holds. */
const bundleRecord = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('bundle'),
    v: z.literal(1),
    made: part.instant,
    tool: name,
    partners: z.array(partner),
    /** True: every payload that was kept is in it. */
    evidence: z.boolean(),
    publicKey: z.string().max(2_000).nullable(),
  }),
  z.strictObject({
    kind: z.literal('entry'),
    partner,
    seq: z.int().positive(),
    hash: part.hash,
    body: text,
  }),
  z.strictObject({ kind: z.literal('checkpoint'), day, text }),
  z.strictObject({ kind: z.literal('part'), day, sha256: part.hash, text }),
  z.strictObject({ kind: z.literal('evidence'), partner, sha256: part.hash, text }),
  z.strictObject({
    kind: z.literal('end'),
    lines: z.int().positive(),
    signed: z
      .strictObject({
        key: name,
        algorithm: z.enum(['ECDSA_SHA_256', 'ED25519']),
        signature: z.string().max(2_000),
        publicKey: z.string().max(2_000).optional(),
      })
      .nullable(),
  }),
]);
export type BundleRecord = z.infer<typeof bundleRecord>;

/** A line's digest, and the line. */
export interface BundleLine {
  digest: string;
  /** Without the line feed. */
  text: string;
}

/** The digest before the first line. */
export const BUNDLE_START = GENESIS;

/** Length of `["` and of a digest. */
const AT_DIGEST = 2;
const DIGEST = 64;

/**
 * Writes a record as a line: a JSON array of the line's digest and the record. The digest is SHA-256 over the digest
 * of the line before and the record's own text, so that a line that is changed, left out or moved is missed.
 */
export function bundleLine(previous: string, record: BundleRecord, sha256: Sha256): BundleLine {
  const text = JSON.stringify(record satisfies Json);
  const digest = sha256(previous + text);
  return { digest, text: `["${digest}",${text}]` };
}

/** A line as read: its digest as stated, whether that fits, and its record; nulls for what cannot be read. */
export interface ReadLine {
  stated: string | null;
  fits: boolean;
  record: BundleRecord | null;
}

/** Reads one line, without its line feed. */
export function readBundleLine(previous: string, line: string, sha256: Sha256): ReadLine {
  const head = /^\["([0-9a-f]{64})",(?=.)/.exec(line);
  const stated = head?.[1] ?? null;
  if (stated === null || !line.endsWith(']')) return { stated, fits: false, record: null };
  const text = line.slice(AT_DIGEST + DIGEST + AT_DIGEST, -1);
  const fits = sha256(previous + text) === stated;
  return { stated, fits, record: bundleRecord.safeParse(readJson(text)).data ?? null };
}

function readJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
