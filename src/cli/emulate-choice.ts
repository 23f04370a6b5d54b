import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadAgreements } from '../adapters/files/load-agreements.ts';
import { secretVariable } from '../core/agreement/secrets.ts';
import type { Agreement, Environment } from '../core/agreement/types.ts';
import { ForewarnError } from '../core/errors.ts';
import type { Sha256 } from '../core/hash.ts';
import type { ApiDocument } from '../core/openapi/document/types.ts';
import { openFile } from '../local/emulator/open-file.ts';
import { credentialsFor, documentAuth, inventSecret } from '../local/emulator/partner-credentials.ts';
import { readPlan } from '../local/emulator/read-plan.ts';
import type { Credentials, OperationHeaders } from '../local/emulator/types.ts';
import { plannedHeaders, versionAt } from '../local/emulator/version-plan.ts';
import type { CliIo } from './io.ts';
import { placed } from './placed.ts';

/** Options of `emulate`, as commander gives them. */
export interface EmulateOptions {
  env?: string;
  document?: string;
  asOf?: string;
  port?: string;
  contracts?: string;
}

/** What is to be emulated. */
export interface Emulation {
  name: string;
  document: ApiDocument;
  /** The document by which it answers, where the plan says that it is another. */
  answers: ApiDocument | null;
  headers: OperationHeaders;
  credentials: Credentials;
  secret: string | null;
  /** Environment variable under which `check` looks for the secret; null without an agreement or secret. */
  variable: string | null;
}

const DAY_MS = 86_400_000;

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
  return agreed(agreement, options, io, sha256);
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
  return { name: partner ?? file, document, answers: null, headers: {}, credentials, secret, variable: null };
}

async function agreed(
  agreement: Agreement,
  options: EmulateOptions,
  io: CliIo,
  sha256: Sha256,
): Promise<Emulation> {
  const environment = environmentOf(agreement, options.env);
  const planned = options.document ? null : plannedVersion(agreement, environment, options.asOf, io.cwd);
  const location = options.document ?? planned?.version.document ?? agreement.openapi.baseline;
  const document = await opened(location, io, sha256);
  const running = planned?.version.answers;
  const answers = running ? await opened(running, io, sha256) : null;
  const headers = planned ? plannedHeaders(planned.version, planned.start) : {};
  const name = environment ? `${agreement.partner} ${environment.name}` : agreement.partner;
  const auth = environment?.auth ?? null;
  if (auth === null)
    return { name, document, answers, headers, credentials: null, secret: null, variable: null };
  const variable = secretVariable(auth.secret);
  const secret = io.env[variable] || inventSecret(auth, document);
  return {
    name,
    document,
    answers,
    headers,
    credentials: credentialsFor(auth, document, secret),
    secret,
    variable,
  };
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
    if (asOf === '0') return null;
    throw new ForewarnError('usage', `${agreement.partner} has no plan.yaml for --as-of`);
  }
  const today = new Date();
  const start = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate()));
  const at = /^\d{1,6}$/.test(asOf) ? start.getTime() + Number(asOf) * DAY_MS : Date.parse(asOf);
  if (Number.isNaN(at)) {
    throw new ForewarnError('usage', '--as-of must be a day (0, 1, ...) or an ISO date');
  }
  const version = versionAt(readPlan(file, cwd), environment.name, new Date(at), start);
  return version && { version, start };
}
