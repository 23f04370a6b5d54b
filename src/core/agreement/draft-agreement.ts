import type { ApiDocument, Operation } from '../openapi/document/types.ts';
import { secretVariable } from './secrets.ts';

/** What a first agreement is made of. */
export interface DraftInput {
  document: ApiDocument;
  partner: string;
  /** URL at which the partner serves the document; null for a file. */
  published: string | null;
  /** The document's servers, those that are told from where it lies made absolute. */
  servers: readonly string[];
  /** The operations that we use, from {@link findOperation}. */
  uses: Operation[];
  /** Those of them that a pact has: they need no line. */
  inPact?: readonly Operation[];
}

/** A first agreement: the text of `agreement.yaml`, and the environment variables that must hold its secrets. */
export interface Draft {
  yaml: string;
  secrets: { variable: string; holds: string }[];
}

const ENVIRONMENT = /sandbox|staging|test|demo|dev/i;
const WAYS: Record<string, string> = {
  oauth2: 'client id and client secret, as `id:secret`',
  openIdConnect: 'client id and client secret, as `id:secret`',
  apiKey: 'the API key',
  basic: 'user and password, as `user:password`',
  bearer: 'the token',
};

/** Writes the shortest agreement that works: partner, name, document, uses and environments. */
export function draftAgreement(input: DraftInput): Draft {
  const { document, partner } = input;
  const secured = schemeOf(document, input.uses);
  const secrets: Draft['secrets'] = [];
  const environments = environmentsOf(input.servers).map(([name, url]) => {
    if (secured === null) return `  ${name}: ${scalar(url)}`;
    const secret = `${partner}/${name}`;
    secrets.push({ variable: secretVariable(secret), holds: secured });
    return `  ${name}: { url: ${scalar(url)}, auth: { secret: ${secret} } }`;
  });
  const listed = input.uses.filter((use) => !input.inPact?.includes(use));
  const lines = [
    `partner: ${partner}`,
    `name: ${scalar(nameOf(document))}`,
    ...(input.published === null ? [] : [`openapi: ${scalar(input.published)}`]),
    ...(listed.length > 0
      ? [`uses: [${listed.map((use) => scalar(use.operationId ?? `${use.method} ${use.path}`)).join(', ')}]`]
      : []),
    ...(environments.length > 0 ? ['environments:', ...environments] : []),
  ];
  return { yaml: `${lines.join('\n')}\n`, secrets };
}

/** A partner's name for folders, from the document's title; null where the title has nothing to make it of. */
export function partnerFromTitle(title: string): string | null {
  const slug = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .replace(/(-(rest|web|open)?-?api(-v?\d+)?)+-*$/, '')
    .slice(0, 30)
    .replace(/-+$/, '');
  return slug === '' ? null : slug;
}

/** The operation that a person names: `operationId`, or `METHOD /path` with the document's own parameter names. */
export function findOperation(document: ApiDocument, named: string): Operation | null {
  const wanted = named.trim().replace(/\s+/g, ' ');
  return (
    document.operations.find((one) => one.operationId === wanted) ??
    document.operations.find((one) => `${one.method} ${one.path}`.toLowerCase() === wanted.toLowerCase()) ??
    null
  );
}

/** What a secret must hold for the operations that we use; null where they need none. */
function schemeOf(document: ApiDocument, uses: readonly Operation[]): string | null {
  for (const { security } of uses) {
    if (!security || security.length === 0) continue;
    if (security.some((alternative) => Object.keys(alternative).length === 0)) continue;
    const scheme = document.securitySchemes[Object.keys(security[0] ?? {})[0] ?? ''];
    const type = String(scheme?.type ?? '');
    const way = type === 'http' ? String(scheme?.scheme ?? '').toLowerCase() : type;
    return (Object.hasOwn(WAYS, way) ? WAYS[way] : undefined) ?? 'the credentials';
  }
  return null;
}

/** Servers that can be called, as name and URL: `production` is the first without a telling name. */
function environmentsOf(servers: readonly string[]): [string, string][] {
  const named = new Map<string, string>();
  for (const server of servers) {
    const url = server.replace(/\/+$/, '');
    if (!/^https?:\/\/[^\s/?#@{}]+(\/[^\s?#{}]*)?$/i.test(url)) continue;
    const telling = ENVIRONMENT.exec(url)?.[0].toLowerCase();
    const base = telling ?? 'production';
    let name = base;
    for (let n = 2; named.has(name); n++) name = `${base}-${n}`;
    named.set(name, url);
  }
  return [...named];
}

function nameOf(document: ApiDocument): string {
  return (
    document.title
      .replace(/\s+API$/i, '')
      .trim()
      .slice(0, 80) || 'Partner'
  );
}

/** A YAML text that means itself: plain where that is sure, quoted otherwise. */
function scalar(text: string): string {
  const plain = /^[A-Za-z][\w./@:-]*( [\w./@-]+)*$/.test(text) && !/:( |$)/.test(text);
  return plain && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(text) ? text : JSON.stringify(text);
}
