import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ExitCode } from '../../src/cli/io.ts';
import { run } from '../../src/cli/run.ts';
import { parcelDocument } from './check-world.ts';
import { temporaryFolder } from './run-cli.ts';

/** What the partner answers: a status and a body, or text. */
export type Reply = { status?: number; body?: unknown; headers?: Record<string, string> };

/** A partner that answers as it is told, a folder with an agreement with it, and `observe` on it. */
export interface ObserveWorld {
  cwd: string;
  agreement: string;
  url: string;
  /** What arrived at the partner. */
  arrived: { method: string; url: string; headers: IncomingMessage['headers']; body: string }[];
  start(...argv: string[]): Promise<Running>;
}

/** `observe`, running. */
export interface Running {
  /** The base URL that it told. */
  base: string;
  out(): string;
  err(): string;
  /** As Ctrl-C does. */
  stop(): Promise<ExitCode>;
}

/** An environment that asks for a token. */
export const SECURED = (url: string) =>
  `environments: { sandbox: { url: "${url}", auth: { bearer: { secret: parcel-post/token } } } }\n`;

/** Builds it. `reply` answers a path; `more` are further lines of the agreement. */
export async function openObserveWorld(
  reply: (path: string) => Reply,
  more: (url: string) => string = (url) => `environments: { sandbox: ${url} }\n`,
  env: Record<string, string> = {},
): Promise<ObserveWorld> {
  const arrived: ObserveWorld['arrived'] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    arrived.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
    const { status = 200, body: answer, headers = {} } = reply(request.url ?? '');
    const typed = answer === undefined ? {} : { 'content-type': 'application/json' };
    response.writeHead(status, { ...typed, ...headers });
    response.end(answer === undefined ? undefined : JSON.stringify(answer));
  }).listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise((done) => server.once('listening', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const cwd = temporaryFolder();
  const agreement = join(cwd, 'contracts', 'parcel-post', 'agreement.yaml');
  mkdirSync(join(cwd, 'contracts', 'parcel-post'), { recursive: true });
  mkdirSync(join(cwd, 'openapi'));
  writeFileSync(join(cwd, 'openapi', 'parcel-post.json'), JSON.stringify(document()));
  writeFileSync(
    agreement,
    `# ours\npartner: parcel-post\nlimits: { requests-per-second: 50, concurrent: 4 }\n${more(url)}`,
  );
  return {
    cwd,
    agreement,
    url,
    arrived,
    start: (...argv) => started(['observe', 'parcel-post', '--allow-private', ...argv], cwd, env),
  };
}

/** Parcels to list and to send. */
function document() {
  const parcels = parcelDocument();
  const { '/parcels': listed, ...paths } = parcels.paths as Record<string, object>;
  const sent = {
    operationId: 'sendParcel',
    summary: 'Send a parcel',
    requestBody: {
      content: {
        'application/json': { schema: { type: 'object', properties: { grams: { type: 'integer' } } } },
      },
    },
    responses: { 201: { description: 'Sent.' } },
  };
  return { ...parcels, paths: { '/parcels': { ...listed, post: sent }, ...paths } };
}

async function started(argv: string[], cwd: string, env: Record<string, string>): Promise<Running> {
  const controller = new AbortController();
  let [out, err] = ['', ''];
  let code: ExitCode = 0;
  let told = () => {};
  const greeted = new Promise<void>((resolve) => {
    told = resolve;
  });
  const ended = run(argv, {
    out: (text) => {
      out += text;
      if (out.includes('Ctrl-C')) told();
    },
    err: (text) => {
      err += text;
    },
    cwd,
    env: { FOREWARN_HOME: join(cwd, '.home'), ...env },
    colour: false,
    setExit: (given) => {
      code = given;
    },
    signal: controller.signal,
  });
  await Promise.race([greeted, ended]);
  onTestFinished(async () => {
    controller.abort();
    await ended;
  });
  return {
    base: /observed at (\S+)/.exec(out)?.[1] ?? '',
    out: () => out,
    err: () => err,
    stop: async () => {
      controller.abort();
      await ended;
      return code;
    },
  };
}

/** Every file below a folder as text, to look for what must not be there. */
export function textOf(paths: readonly string[]): string {
  return paths.map((path) => readFileSync(path, 'latin1')).join('\n');
}
