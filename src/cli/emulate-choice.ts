import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadAgreements } from '../adapters/files/load-agreements.ts';
import { isOurSide, ourSide } from '../core/agreement/our-side.ts';
import { secretVariable } from '../core/agreement/secrets.ts';
import type { Agreement, Environment } from '../core/agreement/types.ts';
import { ForewarnError } from '../core/errors.ts';
import type { Sha256 } from '../core/hash.ts';
import type { ApiDocument } from '../core/openapi/document/types.ts';
import { type Missing, missingOf } from '../local/emulator/missing.ts';
import { openFile } from '../local/emulator/open-file.ts';
import { credentialsFor, documentAuth, inventSecret } from '../local/emulator/partner-credentials.ts';
import { readPlan } from '../local/emulator/read-plan.ts';
import type { Credentials, OperationHeaders } from '../local/emulator/types.ts';
import { plannedHeaders, versionAt, windowsAt } from '../local/emulator/version-plan.ts';
import { dayOfAsOf, type KnownThen, knownThen } from './emulate-as-of.ts';
import type { CliIo } from './io.ts';
import { placed } from './placed.ts';

/** Options of `emulate`, as commander gives them. */
export interface EmulateOptions {
  env?: string;
  document?: string;
  asOf?: string;
  port?: string;
  contracts?: string;
  state?: string;
  allowPrivate?: boolean;
  fault?: string;
  drift?: string;
  at?: string;
}

/** What is to be emulated. */
export interface Emulation {
  name: string;
  /** Whose rules beyond the document it has. */
  rules: string;
  document: ApiDocument;
  /** The document by which it answers, where the plan says that it is another. */
  answers: ApiDocument | null;
  headers: OperationHeaders;
  credentials: Credentials;
  secret: string | null;
  /** Environment variable under which `check` looks for the secret; null without an agreement or secret. */
  variable: string | null;
  /** What it has no more by the day of `--as-of`. */
  missing?: Missing;
  /** The day of `--as-of`, and what is applied by it and why. */
  asOf?: { day: string; lines: string[] };
}

/**
 * Finds document and credentials: from the agreement, or from `--document` alone.
 *
 * @throws ForewarnError for an unknown partner or environment, and for options that do not go together
 */
export async function chooseEmulation(
  partner: string | undefined,
  options: EmulateOptions,
  io: CliIo,
  sha256: Sha256,
): Promise<Emulation> {
  if (options.document !== undefined && options.asOf !== undefined) {
    throw new ForewarnError('usage', '--as-of goes with an agreement, not with --document');
  }
  if (options.document !== undefined && options.env === undefined)
    return alone(partner, options.document, io, sha256);
  if (partner === undefined) {
    throw new ForewarnError('usage', 'which partner?', {
      fix: 'name one, or a document with --document FILE',
    });
  }
  const { contracts } = options;
  const { agreements } = loadAgreements({
    cwd: io.cwd,
    sha256,
    ...(contracts !== undefined && { contracts }),
  });
  const agreement = agreements.find((one) => one.partner === partner);
  if (!agreement) {
    const known = agreements.map((one) => one.partner).join(', ');
    throw new ForewarnError('not-found', `there is no agreement with ${partner}`, { fix: `known: ${known}` });
  }
  if (!agreement.ours || !isOurSide(options.env ?? null)) return agreed(agreement, options, io, sha256);
  const own = await agreed(ourSide(agreement, false), options, io, sha256);
  return { ...own, rules: agreement.we };
}

async function alone(
  partner: string | undefined,
  file: string,
  io: CliIo,
  sha256: Sha256,
): Promise<Emulation> {
  const document = await opened(file, io, sha256);
  const auth = documentAuth(document, partner ?? 'emulated');
  const secret = auth && inventSecret(auth, document);
  const credentials = secret === null ? null : credentialsFor(auth, document, secret);
  const name = partner ?? file;
  return { name, rules: name, document, answers: null, headers: {}, credentials, secret, variable: null };
}

async function agreed(
  agreement: Agreement,
  options: EmulateOptions,
  io: CliIo,
  sha256: Sha256,
): Promise<Emulation> {
  const environment = environmentOf(agreement, options.env);
  const planned = options.document ? null : plannedVersion(agreement, environment, options.asOf, io.cwd);
  const location = options.document ?? planned?.version?.document ?? agreement.openapi.baseline;
  const written = await opened(location, io, sha256);
  const known =
    options.asOf === undefined ? null : await knownOn(agreement, written, options, { io, sha256 });
  const document = known?.document ?? written;
  const more = known ? { missing: missingOf(known.asOf.gone), asOf: known } : {};
  const later = planned?.version?.answers;
  const answers = later ? await opened(later, io, sha256) : null;
  const headers = planned ? plannedHeaders(planned.headed, answers ?? document, planned.start) : {};
  const name = environment ? `${agreement.partner} ${environment.name}` : agreement.partner;
  const running = { name, rules: agreement.partner, document, answers, headers, ...more };
  const auth = environment?.auth ?? null;
  if (auth === null) return { ...running, credentials: null, secret: null, variable: null };
  const variable = secretVariable(auth.secret);
  const secret = io.env[variable] || inventSecret(auth, document);
  return { ...running, credentials: credentialsFor(auth, document, secret), secret, variable };
}

/** What is known of the day, by the partner's own marks, the agreement and, where it is named, the history. */
async function knownOn(
  agreement: Agreement,
  document: ApiDocument,
  { asOf = '0', state, allowPrivate = false }: EmulateOptions,
  doors: { io: CliIo; sha256: Sha256 },
): Promise<KnownThen & { day: string }> {
  const now = new Date();
  const today = now.toISOString().slice(0, 10);
  const day = dayOfAsOf(asOf, now).toISOString().slice(0, 10);
  return { ...(await knownThen(agreement, { document, day, today, state, allowPrivate }, doors)), day };
}

async function opened(location: string, io: CliIo, sha256: Sha256): Promise<ApiDocument> {
  try {
    return await openFile(location, io.cwd, sha256);
  } catch (error) {
    throw placed(error, location);
  }
}

function environmentOf(agreement: Agreement, name: string | undefined): Environment | null {
  if (name === undefined) return agreement.environments[0] ?? null;
  const found = agreement.environments.find((one) => one.name === name);
  if (found) return found;
  const known = agreement.environments.map((one) => one.name).join(', ');
  throw new ForewarnError('not-found', `${agreement.partner} has no environment ${name}`, {
    fix: known ? `known: ${known}` : 'the agreement names none',
  });
}

function plannedVersion(agreement: Agreement, environment: Environment | null, asOf = '0', cwd: string) {
  const file = join(dirname(agreement.file), 'plan.yaml');
  if (!environment || !existsSync(file)) {
    return null;
  }
  const today = new Date();
  const start = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate()));
  const plan = readPlan(file, cwd);
  const at = dayOfAsOf(asOf, today);
  const version = versionAt(plan, environment.name, at, start);
  const windows = windowsAt(plan, environment.name, at, start);
  const headed = [...(version ? [version] : []), ...windows.flatMap(({ headers }) => headers ?? [])];
  return { version, headed, start };
}
