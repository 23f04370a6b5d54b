import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Monotonic } from '../../app/ports.ts';
import { ForewarnError } from '../../core/errors.ts';
import type { RegistrationBundle, RegistrationChange } from '../../core/registration/types.ts';
import { type Registered, readChange, readList, readRefusal } from './answers.ts';
import type { Identity, UnsignedRequest } from './identity.ts';
import { type ApiAnswer, sendRequest } from './send-request.ts';

/** The registrations of a deployed Forewarn. */
export interface RegistryClient {
  list(): Promise<Registered[]>;
  /** Registers a partner, or (`dryRun`) says what would change. */
  put(bundle: RegistrationBundle, how: { dryRun: boolean; takeOver: boolean }): Promise<RegistrationChange>;
  remove(partner: string, how: { source: string; takeOver: boolean }): Promise<RegistrationChange>;
}

/** A function takes 6 MB, in base64. */
const LARGEST_BODY = 4_400_000;

const zip = promisify(gzip);

/**
 * A client of the API of a deployed Forewarn.
 *
 * @param on.url as `registryUrl` gives it.
 * @returns functions that throw ForewarnError: `usage` where the API does not accept who asks, `config` where it
 * refuses what was sent, `input` where it does not answer or not as it should.
 */
export function createRegistryClient(on: {
  url: URL;
  identity: Identity;
  monotonic: Monotonic;
  signal?: AbortSignal;
}): RegistryClient {
  const { identity } = on;
  const base = `${on.url.href.replace(/\/$/, '')}${identity.door}/v1/registrations`;
  const send = (method: UnsignedRequest['method'], path: string, body: Uint8Array | null = null) => {
    const headers: Record<string, string> = { accept: 'application/json' };
    if (body) Object.assign(headers, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
    return sendRequest({ method, url: new URL(`${base}${path}`), headers, body }, on);
  };
  return {
    async list() {
      const all: Registered[] = [];
      for (let after: string | null = ''; after !== null; ) {
        const answer: ApiAnswer = await send('GET', after === '' ? '' : `?${new URLSearchParams({ after })}`);
        const piece = answer.status === 200 ? readList(answer.data) : null;
        if (!piece) return refuse(answer, on);
        all.push(...piece.registrations);
        after = piece.registrations.length > 0 ? piece.next : null;
      }
      return all;
    },
    async put(bundle, { dryRun, takeOver }) {
      const body = await zip(JSON.stringify(bundle));
      if (body.length > LARGEST_BODY) throw tooLarge(bundle.partner, body.length);
      return changeOf(await send('PUT', `/${bundle.partner}${query({ dryRun, takeOver })}`, body), on);
    },
    async remove(partner, { source, takeOver }) {
      return changeOf(await send('DELETE', `/${partner}${query({ source, takeOver })}`), on);
    },
  };
}

type Where = { url: URL; identity: Identity };

function query(of: { dryRun?: boolean; takeOver: boolean; source?: string }): string {
  const search = new URLSearchParams({
    ...(of.dryRun ? { 'dry-run': 'true' } : {}),
    ...(of.source === undefined ? {} : { source: of.source }),
    ...(of.takeOver ? { 'take-over': 'true' } : {}),
  }).toString();
  return search === '' ? '' : `?${search}`;
}

/** A partner of another source is an answer, whatever its status. */
function changeOf(answer: ApiAnswer, where: Where): RegistrationChange {
  const change = answer.status < 300 || answer.status === 409 ? readChange(answer.data) : null;
  return change ?? refuse(answer, where);
}

function refuse({ status, data }: ApiAnswer, { url, identity }: Where): never {
  const said = readRefusal(data);
  if (status === 401 || status === 403)
    throw new ForewarnError(
      'usage',
      said?.message ?? `${url.origin} does not accept ${identity.name} (${status})`,
      { fix: said?.fix ?? identity.fix },
    );
  if (said) throw new ForewarnError('config', said.message, said.fix === null ? {} : { fix: said.fix });
  if (status === 404 || status < 400)
    throw new ForewarnError('input', `${url.origin} is not a Forewarn that partners can be registered with`, {
      fix: 'use the output `ApiUrl` of the deployment, and deploy this version of Forewarn',
    });
  throw new ForewarnError('input', `${url.origin} answers ${status}`, {
    fix: 'its log says why; sending again does no harm',
  });
}

function tooLarge(partner: string, bytes: number): ForewarnError {
  return new ForewarnError(
    'config',
    `${partner}: ${(bytes / 1_000_000).toFixed(1)} MB are more than can be sent, even compressed (4.4 MB)`,
    { fix: 'leave examples out of the baseline' },
  );
}
