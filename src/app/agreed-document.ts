import { ForewarnError } from '../core/errors.ts';
import type { ApiDocument } from '../core/openapi/document/types.ts';
import type { RegistrationRecord } from '../core/registration/types.ts';
import type { Log } from './ports.ts';
import type { RegisteredFiles, RegistrationStore } from './registry-ports.ts';

/** Where the agreed document of a registered partner is had. */
export interface AgreedDocumentPorts {
  registrations: Pick<RegistrationStore, 'read'>;
  files: Pick<RegisteredFiles, 'get'>;
  /** Opens the baseline among the files of a registration. @throws ForewarnError where it cannot be read */
  openBaseline(record: RegistrationRecord, texts: Readonly<Record<string, string>>): Promise<ApiDocument>;
  log: Log;
}

/** Most bytes of a registration's files that are read for a page: more would take longer than somebody waits. */
const MOST_BYTES = 4 * 1024 * 1024;

/**
 * What was agreed with a registered partner. Null where nobody registered it, where its files are larger than 4 MiB
 * together, and where they cannot be read: that is told in the log, and no page is lost with it.
 */
export async function agreedDocument(
  { registrations, files, openBaseline, log }: AgreedDocumentPorts,
  partner: string,
): Promise<ApiDocument | null> {
  try {
    const record = await registrations.read(partner);
    if (!record || record.files.reduce((sum, { bytes }) => sum + bytes, 0) > MOST_BYTES) return null;
    const texts = await files.get(partner, record.hash);
    return texts && (await openBaseline(record, texts));
  } catch (error) {
    if (!(error instanceof ForewarnError)) throw error;
    log.warn('the agreed document cannot be read', { partner, error: error.message });
    return null;
  }
}
