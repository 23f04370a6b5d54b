import { canonicalJson } from '../core/canonical-json.ts';
import { ForewarnError } from '../core/errors.ts';
import type { Sha256 } from '../core/hash.ts';
import { readRegistered } from '../core/registration/read-registered.ts';
import { registeredFiles, registrationHash, utf8Length } from '../core/registration/registered-files.ts';
import { schedulesOf } from '../core/registration/schedules-of.ts';
import type {
  RegisteredContract,
  RegistrationBundle,
  RegistrationRecord,
} from '../core/registration/types.ts';

/** Most bytes of a contract as JSON: it is kept as one item of the table, and each of those holds 400 KB. */
const MOST_CONTRACT_BYTES = 300_000;

/**
 * Reads the files of a bundle as the commands on one machine do: agreement, what all share and journeys as data;
 * baseline, pacts and states must be readable, and every use an operation of the baseline.
 *
 * @throws ForewarnError with the file where something is wrong.
 */
export type ReadBundle = (bundle: RegistrationBundle) => Promise<RegisteredContract>;

/**
 * The record that registering a bundle leads to, with its schedules.
 *
 * @param at ISO time. @param by who registers, as their identity says.
 * @throws ForewarnError where the agreement cannot be read, or its schedule cannot be told to AWS.
 */
export function planRegistration(on: {
  bundle: RegistrationBundle;
  contract: RegisteredContract;
  at: string;
  by: string;
  sha256: Sha256;
}): RegistrationRecord {
  const { bundle, contract, sha256 } = on;
  const { partner, source } = bundle;
  const files = registeredFiles(bundle.files, sha256);
  const { agreement } = readRegistered({ partner, contract, files }, '/', sha256);
  if (utf8Length(canonicalJson({ ...contract })) > MOST_CONTRACT_BYTES)
    throw new ForewarnError(
      'input',
      `${partner}: agreement, forewarn.yaml and journeys.yaml are larger than ${MOST_CONTRACT_BYTES / 1_000} KB together`,
      { fix: 'move examples and long texts out of them' },
    );
  return {
    v: 1,
    partner,
    hash: registrationHash(files, sha256),
    source,
    at: on.at,
    by: on.by,
    files,
    schedules: schedulesOf(agreement),
    contract,
  };
}
