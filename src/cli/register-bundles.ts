import { sha256 } from '../adapters/crypto/sha256.ts';
import { bundleRegistration } from '../adapters/files/bundle-registration.ts';
import { loadAgreements } from '../adapters/files/load-agreements.ts';
import { preparePartner } from '../adapters/files/prepare-partner.ts';
import { type DeploymentNotes, deploymentNotes } from '../core/registration/deployment-notes.ts';
import { schedulesOf } from '../core/registration/schedules-of.ts';
import type { RegistrationBundle } from '../core/registration/types.ts';
import type { ReportNote } from '../core/report/types.ts';
import { chosenAgreements } from './check-options.ts';
import { placed } from './placed.ts';

/** What a contracts folder has to register. */
export interface Bundles {
  /** Of the chosen partners. */
  bundles: RegistrationBundle[];
  notes: Map<string, DeploymentNotes>;
  /** What in the agreements does nothing as it stands. */
  own: ReportNote[];
  /** Every partner of the folder, chosen or not. */
  partners: string[];
}

/**
 * Reads the chosen partners as `check` does, with all that can be wrong, and bundles them.
 *
 * @throws ForewarnError with file and line.
 */
export async function readBundles(on: {
  names: readonly string[];
  contracts: string | undefined;
  source: string;
  cwd: string;
}): Promise<Bundles> {
  const { names, contracts, source, cwd } = on;
  const loaded = loadAgreements({ cwd, sha256, ...(contracts === undefined ? {} : { contracts }) });
  const bundles: RegistrationBundle[] = [];
  const notes = new Map<string, DeploymentNotes>();
  const own: ReportNote[] = [];
  for (const agreement of chosenAgreements(loaded.agreements, names)) {
    schedulesOf(agreement);
    const prepared = await preparePartner(agreement, cwd, sha256).catch((error) => {
      throw placed(error, agreement.openapi.baseline);
    });
    own.push(...(prepared.notes ?? []));
    bundles.push(await bundleRegistration({ agreement, contracts: loaded.dir, source, cwd }));
    notes.set(agreement.partner, deploymentNotes(agreement));
  }
  return { bundles, notes, own, partners: loaded.agreements.map(({ partner }) => partner) };
}
