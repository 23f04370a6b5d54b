import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ApiDocument } from '../../core/openapi/document/types.ts';
import { type RegisteredPartner, readRegistered } from '../../core/registration/read-registered.ts';
import type { RegistrationRecord } from '../../core/registration/types.ts';
import { sha256 } from '../crypto/sha256.ts';
import { loadBaseline } from './load-baseline.ts';
import { unpackRegistration } from './unpack-registration.ts';

/**
 * Unpacks the files of a registration into the folder for temporary files, and reads its agreement against them.
 *
 * @returns with `root`, the folder that its paths start from.
 * @throws ForewarnError where the record or its files cannot be read.
 */
export async function unpackRegistered(
  record: RegistrationRecord,
  texts: Readonly<Record<string, string>>,
): Promise<RegisteredPartner & { root: string }> {
  const root = await unpackRegistration(texts, join(tmpdir(), 'forewarn'));
  return { root, ...readRegistered(record, root, sha256) };
}

/** Opens the document that was agreed with a registered partner. @throws ForewarnError where it cannot be read. */
export async function openRegisteredBaseline(
  record: RegistrationRecord,
  texts: Readonly<Record<string, string>>,
): Promise<ApiDocument> {
  const { agreement, root } = await unpackRegistered(record, texts);
  return loadBaseline(agreement, root, sha256);
}
