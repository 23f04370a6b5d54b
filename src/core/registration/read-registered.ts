import type { Problem } from '../agreement/problem.ts';
import { readAgreement, readShared } from '../agreement/read-agreement.ts';
import { readJourneys } from '../agreement/read-journeys.ts';
import type { Agreement, Journey } from '../agreement/types.ts';
import { isUrl } from '../agreement/values.ts';
import { ForewarnError } from '../errors.ts';
import type { Sha256 } from '../hash.ts';
import { isObject, type JsonObject } from '../json.ts';
import { anyMatches } from './file-pattern.ts';
import { agreementPath } from './parse-bundle.ts';
import type { RegisteredFile, RegistrationRecord } from './types.ts';

/** What a registered contract says. */
export interface RegisteredPartner {
  agreement: Agreement;
  /** The journeys that touch the partner. */
  journeys: Journey[];
}

/**
 * Reads a registered contract: the same agreement, with the same hash, as its files give where they lie on a disk.
 *
 * @param root absolute path that the files are below, or would be; every path of the agreement begins with it.
 * @throws ForewarnError `config` with everything that is wrong, by file and place.
 */
export function readRegistered(
  record: Pick<RegistrationRecord, 'partner' | 'contract'> & {
    files: readonly Pick<RegisteredFile, 'path'>[];
  },
  root: string,
  sha256: Sha256,
): RegisteredPartner {
  const { partner, contract } = record;
  const file = resolved(root, agreementPath(partner));
  const folder = file.slice(0, file.lastIndexOf('/'));
  const paths = record.files.map(({ path }) => resolved(root, path));
  const shared = readShared(contract.shared);
  if (!shared.ok) throw refusal('contracts/forewarn.yaml', shared.problems);
  const agreement = readAgreement(contract.agreement, shared.value, {
    file,
    folder: partner,
    resolve: (path) => resolved(folder, path),
    has: (path) => anyMatches(paths, path),
    sha256,
  });
  if (!agreement.ok) throw refusal(agreementPath(partner), agreement.problems);
  const outside = pathsOf(agreement.value).find(
    (path) => !path.startsWith(root.endsWith('/') ? root : `${root}/`),
  );
  if (outside !== undefined) throw refusal(agreementPath(partner), [OUTSIDE]);
  const journeys = readJourneys(contract.journeys, partnersIn(contract.journeys));
  if (!journeys.ok) throw refusal('contracts/journeys.yaml', journeys.problems);
  return { agreement: agreement.value, journeys: journeys.value };
}

const OUTSIDE: Problem = { path: [], message: 'it names a file outside of the repository' };

/** Every file that the agreement names. */
function pathsOf({ openapi, ours, pacts, states, environments }: Agreement): string[] {
  const published = [openapi, ...environments].flatMap((one) => one.published ?? []);
  return [
    openapi.baseline,
    ...(ours ? [ours.openapi] : []),
    ...published.filter((place) => !isUrl(place)),
    ...pacts,
    ...(states ? [states] : []),
  ];
}

/** A journey passes through partners that others register: each that it names may be named. */
function partnersIn(journeys: JsonObject | null): string[] {
  const steps = Object.values(journeys ?? {}).flatMap((journey) =>
    isObject(journey) && Array.isArray(journey.steps) ? journey.steps : [],
  );
  return steps.flatMap((step) => (isObject(step) && typeof step.partner === 'string' ? [step.partner] : []));
}

/** A path against a folder, both with `/`; `..` goes up, at most to `/`. */
function resolved(folder: string, path: string): string {
  const steps: string[] = [];
  for (const step of (path.startsWith('/') ? path : `${folder}/${path}`).split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return `/${steps.join('/')}`;
}

function refusal(file: string, problems: readonly Problem[]): ForewarnError {
  const lines = problems.map(({ path, message }) =>
    path.length === 0 ? message : `\`${path.join('.')}\`: ${message}`,
  );
  const [first = 'it cannot be read'] = lines;
  const message = lines.length > 1 ? `${lines.length} problems\n  ${lines.join('\n  ')}` : first;
  return new ForewarnError('config', message, { place: { file } });
}
