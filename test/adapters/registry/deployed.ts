import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createReadBundle } from '../../../src/adapters/files/read-bundle.ts';
import { readRegistrars } from '../../../web/registrars.ts';
import { createRegistrationApi } from '../../../web/registrations.ts';
import { openRegistry, type Registry } from '../../app/registry-fixture.ts';
import { type Credentials, enrol, type Principals } from '../../infra/stand-ins/principals.ts';
import { verifySignature } from '../../infra/stand-ins/signature.ts';

/** The region of the deployment of tests. */
export const REGION = 'eu-west-1';
/** A token of a CI that the deployment trusts, and whose job may register. */
export const TOKEN = 'header.claims.signature';

/** Our own API on loopback, behind what a gateway does: it checks signatures and tokens before the API is asked. */
export interface Deployed {
  url: string;
  registry: Registry;
  /** AWS credentials that may call it. */
  credentials: Credentials;
  /** `METHOD /path?query` of every request that came. */
  requests: string[];
  /** Answers the next requests with these, each once, before any of them is looked at. */
  faults: { status: number; headers?: Record<string, string>; body?: string }[];
}

/** Starts it; it ends with the test. */
export async function startDeployed(): Promise<Deployed> {
  const principals: Principals = new Map();
  const credentials = enrol(principals, 'arn:aws:iam::123456789012:role/ci');
  const { ports, registry } = openRegistry();
  const dir = mkdtempSync(join(tmpdir(), 'forewarn-deployed-'));
  const api = createRegistrationApi(
    { ...ports, readBundle: createReadBundle(dir) },
    readRegistrars('repository=shop/integrations'),
    () => {},
  );
  const requests: string[] = [];
  const faults: Deployed['faults'] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    requests.push(`${request.method} ${request.url}`);
    const fault = faults.shift();
    if (fault) return response.writeHead(fault.status, fault.headers).end(fault.body);
    const authorizer = authorizerOf(request, body, principals);
    if (!authorizer) return response.writeHead(403).end('{"message":"Forbidden"}');
    const headers = new Headers(request.headers as Record<string, string>);
    const asked = new Request(`http://${request.headers.host}${request.url}`, {
      method: request.method ?? 'GET',
      headers,
      ...(body.length > 0 ? { body } : {}),
    });
    const answer = await api.fetch(asked, { requestContext: { domainName: 'forewarn.example', authorizer } });
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    rmSync(dir, { recursive: true, force: true });
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, registry, credentials, requests, faults };
}

function authorizerOf(request: IncomingMessage, body: Buffer, principals: Principals): object | null {
  const [path = '', query = ''] = (request.url ?? '').split('?');
  const { headers, method = 'GET' } = request;
  if (path.startsWith('/ci/'))
    return headers.authorization === `Bearer ${TOKEN}`
      ? { jwt: { claims: { repository: 'shop/integrations', sub: 'repo:shop/integrations' } } }
      : null;
  try {
    const on = { principals, region: REGION, service: 'execute-api' };
    const { principal } = verifySignature({ method, path, query, headers, body }, on);
    return { iam: { userArn: principal.name } };
  } catch {
    return null;
  }
}
