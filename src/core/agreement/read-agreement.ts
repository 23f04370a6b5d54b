import { hashJson, type Sha256 } from '../hash.ts';
import { isObject, type Json } from '../json.ts';
import { complete } from './complete.ts';
import { checkAgainstItself } from './cross-check.ts';
import { parseAs } from './issues.ts';
import type { Outcome } from './problem.ts';
import type { Agreement } from './types.ts';
import {
  agreement as agreementSchema,
  shared as sharedSchema,
  type WrittenAgreement,
  type WrittenShared,
} from './written.ts';

/** What the reader needs to know about the disk around an agreement. */
export interface Surroundings {
  /** Absolute path of the agreement. */
  file: string;
  /** Name of its folder. */
  folder: string;
  /** A path as written, made absolute against the folder. */
  resolve(path: string): string;
  /** True if an absolute path, or a glob below it, names at least one file. */
  has(path: string): boolean;
  sha256: Sha256;
}

/** Reads `contracts/forewarn.yaml`; null and an absent file mean that nothing is shared. */
export function readShared(data: unknown): Outcome<WrittenShared> {
  return data === null || data === undefined ? { ok: true, value: {} } : parseAs(sharedSchema, data);
}

/**
 * Reads one partner's agreement, parsed from YAML, over what all agreements share.
 * Gives the agreement with every default and every path absolute, or all that is wrong with it.
 */
export function readAgreement(
  data: unknown,
  shared: WrittenShared,
  around: Surroundings,
): Outcome<Agreement> {
  const written = parseAs(agreementSchema, data);
  if (!written.ok) return written;
  const merged = merge(shared, written.value);
  const hash = hashJson(withoutUndefined(merged), around.sha256);
  const agreement = complete(merged, around, hash);
  const problems = checkAgainstItself(written.value, agreement, around);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: agreement };
}

/** A partner's file overrides; `contacts`, `limits`, `policy` and the like do so key by key. */
function merge(shared: WrittenShared, own: WrittenAgreement): WrittenAgreement {
  return {
    ...shared,
    ...own,
    contacts: { ...shared.contacts, ...own.contacts },
    limits: { ...shared.limits, ...own.limits },
    promise: { ...shared.promise, ...own.promise },
    policy: { ...shared.policy, ...own.policy },
    'notice-days': { ...shared['notice-days'], ...own['notice-days'] },
  };
}

function withoutUndefined(value: unknown): Json {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (!isObject(value)) return value as Json;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]) =>
      member === undefined ? [] : [[key, withoutUndefined(member)]],
    ),
  );
}
