import type { Sha256 } from '../core/hash.ts';
import { type RegisteredPartner, readRegistered } from '../core/registration/read-registered.ts';
import type { RegistrationRecord } from '../core/registration/types.ts';
import type { RegistrationStore } from './registry-ports.ts';

/** Where the files of a registration would lie. Who only reads the record never looks for them. */
const ROOT = '/registered';

/** A partner by its record alone. */
export interface OpenedRegistration extends RegisteredPartner {
  record: RegistrationRecord;
}

/**
 * Agreement and journeys of a registered partner; null where nobody registered it.
 *
 * @throws ForewarnError `config` where the record's contract cannot be read by this version.
 */
export async function openRegistration(
  ports: { registrations: Pick<RegistrationStore, 'read'>; sha256: Sha256 },
  partner: string,
): Promise<OpenedRegistration | null> {
  const record = await ports.registrations.read(partner);
  return record && { record, ...readRegistered(record, ROOT, ports.sha256) };
}
