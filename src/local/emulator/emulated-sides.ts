import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { OUR_SIDE } from '../../core/agreement/our-side.ts';
import type { Agreement, Environment } from '../../core/agreement/types.ts';
import { ForewarnError } from '../../core/errors.ts';
import type { Sha256 } from '../../core/hash.ts';
import type { ApiDocument } from '../../core/openapi/document/types.ts';
import type { Disturbed } from '../disturb/disturb-partner.ts';
import { openFile } from './open-file.ts';
import { behaviourOf } from './partners/behaviours.ts';
import { disturbedBy, type PlannedWindow } from './planned-window.ts';
import { readPlan } from './read-plan.ts';
import type { Behaviour } from './types.ts';
import type { PlannedVersion, VersionPlan } from './version-plan.ts';

/** One API of an agreement, with the environments in which it is emulated: the partner's, or ours that it uses. */
export interface EmulatedSide {
  /** Ours are called `ours:NAME`, as looks at them are. */
  environments: Environment[];
  baseline: ApiDocument;
  behaviour: Behaviour;
  plan: VersionPlan[];
  /** Every document that the plan names, by its path. */
  documents: ReadonlyMap<string, ApiDocument>;
  /** What the windows that disturb answers do to them. */
  disturbed: ReadonlyMap<PlannedWindow, Disturbed>;
}

/**
 * Reads both sides of an agreement as they are emulated: documents, and the `plan.yaml` beside it.
 *
 * @throws ForewarnError `config` for a plan with a fault, drift or operation that is not there
 */
export async function emulatedSides(agreement: Agreement, sha256: Sha256): Promise<EmulatedSide[]> {
  const { ours, openapi, environments, partner, we } = agreement;
  const file = join(dirname(agreement.file), 'plan.yaml');
  const plan = existsSync(file) ? readPlan(file) : [];
  const read = async (on: { environments: Environment[]; baseline: string; name: string }) => {
    const names = on.environments.map(({ name }) => name);
    const own = plan.filter(({ environment }) => names.includes(environment));
    const documents = await documentsOf(own, on.baseline, { folder: dirname(agreement.file), sha256 });
    const baseline = documents.get(on.baseline) as ApiDocument;
    const disturbed = disturbedIn(own, baseline, file);
    const behaviour = behaviourOf(on.name);
    return { environments: on.environments, baseline, behaviour, plan: own, documents, disturbed };
  };
  const sides = [await read({ environments, baseline: openapi.baseline, name: partner })];
  if (!ours) return sides;
  const named = ours.environments.map((one) => ({ ...one, name: `${OUR_SIDE}:${one.name}` }));
  return [...sides, await read({ environments: named, baseline: ours.openapi, name: we })];
}

/** The document by which a version answers, where that is not the one it publishes. */
export function answersOf(
  version: PlannedVersion | null,
  documents: ReadonlyMap<string, ApiDocument>,
): ApiDocument | null {
  return version?.answers ? (documents.get(version.answers) ?? null) : null;
}

async function documentsOf(
  plan: readonly VersionPlan[],
  baseline: string,
  { folder, sha256 }: { folder: string; sha256: Sha256 },
): Promise<Map<string, ApiDocument>> {
  const paths = plan.flatMap((one) =>
    one.versions.flatMap(({ document, answers }) => [document, answers ?? document]),
  );
  const documents = new Map<string, ApiDocument>();
  for (const path of new Set([baseline, ...paths])) documents.set(path, await openFile(path, folder, sha256));
  return documents;
}

function disturbedIn(plan: readonly VersionPlan[], document: ApiDocument, file: string) {
  const disturbed = new Map<PlannedWindow, Disturbed>();
  for (const window of plan.flatMap(({ during }) => during)) {
    try {
      const found = disturbedBy(window, document);
      if (found) disturbed.set(window, found);
    } catch (error) {
      if (!(error instanceof ForewarnError)) throw error;
      const more = { place: { file }, ...(error.fix === undefined ? {} : { fix: error.fix }) };
      throw new ForewarnError('config', error.message, { ...more, cause: error });
    }
  }
  return disturbed;
}
