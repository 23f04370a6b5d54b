import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { JsonObject } from '../../../src/core/json.ts';
import { json, type LoopbackServer, type Received, startServer } from '../loopback-server.ts';

/** A version of a consumer with its pact, as the stand-in keeps it. */
export interface KeptVersion {
  consumer: string;
  number: string;
  branch: string;
  deployedTo?: string;
  tags?: string[];
  pact: JsonObject;
}

/** Results as they were published, newest last. */
export interface KeptResult {
  path: string;
  body: JsonObject;
}

/** A broker on loopback that answers as the documented API of the Pact Broker does. */
export interface StandInBroker extends LoopbackServer {
  results: KeptResult[];
  /** Answers instead of the broker where it gives true. */
  disturb: (request: Received, response: ServerResponse) => boolean;
}

interface Answer {
  status: number;
  body: JsonObject;
}

const MAIN = 'main';

/** Starts a broker that knows one provider and asks for a token. */
export async function startBroker(on: {
  provider: string;
  token: string;
  versions: KeptVersion[];
}): Promise<StandInBroker> {
  const results: KeptResult[] = [];
  const broker: StandInBroker = Object.assign(
    await startServer((request, response) => {
      if (broker.disturb(request, response)) return;
      const known = request.headers.authorization === `Bearer ${on.token}`;
      const { status, body } = known ? answer(request) : refusal(401);
      json(response, status, body, { 'content-type': 'application/hal+json;charset=utf-8' });
    }),
    { results, disturb: () => false },
  );

  const pathOf = ({ consumer, pact }: KeptVersion) =>
    `/pacts/provider/${encodeURIComponent(on.provider)}/consumer/${encodeURIComponent(consumer)}/pact-version/${sha1(pact)}`;

  function answer(request: Received): Answer {
    const { method, url } = request;
    const forVerification = `/pacts/provider/${encodeURIComponent(on.provider)}/for-verification`;
    if (method === 'GET' && url === '/') return { status: 200, body: index() };
    if (method === 'POST' && url === forVerification) return { status: 200, body: list(request) };
    if (/^\/pacts\/provider\/[^/]+\/for-verification$/.test(url)) return refusal(404);
    const version = on.versions.find((one) => url.startsWith(pathOf(one)));
    if (!version) return refusal(404);
    const path = pathOf(version);
    if (method === 'GET' && url === path) return { status: 200, body: resource(version) };
    if (method === 'POST' && url === `${path}/verification-results`) return take(request);
    if (method === 'GET' && url === `${path}/verification-results/latest`) {
      const latest = results.findLast((one) => one.path === `${path}/verification-results`);
      return latest ? { status: 200, body: latest.body } : refusal(404);
    }
    return refusal(405);
  }

  function index(): JsonObject {
    return {
      _links: {
        self: { href: broker.url, title: 'Index', templated: false },
        'pb:provider-pacts-for-verification': {
          href: `${broker.url}/pacts/provider/{provider}/for-verification`,
          title: 'Pact versions to be verified for the specified provider',
          templated: true,
        },
        curies: [{ name: 'pb', href: `${broker.url}/doc/{rel}?context=index`, templated: true }],
      },
    };
  }

  function list(request: Received): JsonObject {
    const asked = JSON.parse(request.body) as { consumerVersionSelectors: JsonObject[] };
    const chosen = on.versions.filter((version) =>
      asked.consumerVersionSelectors.some((selector) => isChosen(version, selector)),
    );
    const paths = [...new Map(chosen.map((one) => [pathOf(one), one])).entries()];
    return {
      _embedded: { pacts: paths.map(([path, one]) => entry(path, one)) },
      _links: { self: { href: `${broker.url}${request.url}`, title: 'Pacts to be verified' } },
    };
  }

  function entry(path: string, { consumer, number }: KeptVersion): JsonObject {
    const passed = results.some((one) => one.path.startsWith(path) && one.body.success === true);
    return {
      shortDescription: `${consumer} ${number}`,
      verificationProperties: {
        pending: !passed,
        notices: [
          { when: 'before_verification', text: `The pact of ${consumer} ${number} is to be verified` },
          { when: 'after_verification:success_true_published_true', text: 'No longer pending' },
        ],
      },
      _links: { self: { href: `${broker.url}${path}`, name: `Pact between ${consumer} and ${on.provider}` } },
    };
  }

  function resource(version: KeptVersion): JsonObject {
    const { pact } = version;
    const href = `${broker.url}${pathOf(version)}`;
    const interactions = (pact.interactions as JsonObject[]).map((one) => ({ ...one, _id: sha1(one) }));
    return {
      ...pact,
      interactions,
      createdAt: '2026-11-01T00:00:00+00:00',
      _links: {
        self: { title: 'Pact', href },
        'pb:consumer-version': { name: version.number, href: `${broker.url}/versions/${version.number}` },
        'pb:publish-verification-results': { href: `${href}/verification-results` },
        'pb:latest-verification-results': { href: `${href}/verification-results/latest` },
      },
    };
  }

  function take({ url, body }: Received): Answer {
    const told = JSON.parse(body) as JsonObject;
    if (typeof told.success !== 'boolean' || typeof told.providerApplicationVersion !== 'string')
      return refusal(400);
    results.push({ path: url, body: told });
    return { status: 201, body: told };
  }

  return broker;
}

function isChosen(version: KeptVersion, selector: JsonObject): boolean {
  if (selector.consumer !== undefined && selector.consumer !== version.consumer) return false;
  if (selector.mainBranch) return version.branch === MAIN;
  if (selector.branch) return version.branch === selector.branch;
  if (selector.tag) return (version.tags ?? []).includes(String(selector.tag));
  const { deployedTo } = version;
  if (selector.environment) return deployedTo === selector.environment;
  if (selector.deployed || selector.deployedOrReleased) return deployedTo !== undefined;
  return selector.latest === true;
}

function refusal(status: number): Answer {
  return { status, body: {} };
}

function sha1(value: JsonObject): string {
  return createHash('sha1').update(JSON.stringify(value)).digest('hex');
}
