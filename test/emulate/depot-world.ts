import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { registerEmulate } from '../../src/cli/emulate.ts';
import type { ExitCode } from '../../src/cli/io.ts';
import { run } from '../../src/cli/run.ts';
import type { PrintedReport } from '../../src/core/report/types.ts';
import { runCli } from '../cli/run-cli.ts';
import { DEPOT } from '../fault-lab/depot-document.ts';

const entry = { name: 'emulate', summary: '', load: async () => registerEmulate };

/** What is used without a pact. */
const USES = [
  '{ operation: listCharges, with: { limit: 2 } }',
  'getBalance',
  '{ operation: listRates, with: { base: EUR } }',
  'getExport',
  'ping',
  '{ operation: getCustomer, with: { id: cus_1 } }',
];

/** What is used by a pact: what is sent, and what is answered for a record that is not there. */
const PACT = {
  consumer: { name: 'shop' },
  provider: { name: 'depot' },
  interactions: [
    {
      description: 'a new charge',
      request: {
        method: 'POST',
        path: '/v1/charges',
        headers: { 'Content-Type': 'application/json' },
        body: {
          amount: 1250,
          currency: 'GBP',
          reference: 'order 4711/b',
          description: 'A blue chair, oiled',
        },
      },
      response: {
        status: 201,
        headers: { 'Content-Type': 'application/json' },
        body: { id: 'ch_1', created: '2026-10-01T12:00:00Z', customer: 'cus_1' },
        matchingRules: { body: { $: { matchers: [{ match: 'type' }] } } },
      },
    },
    {
      description: 'a charge that is not there',
      request: { method: 'GET', path: '/v1/charges/ch_none' },
      response: {
        status: 404,
        headers: { 'Content-Type': 'application/problem+json' },
        body: { title: 'No such charge' },
        matchingRules: { body: { '$.title': { matchers: [{ match: 'type' }] } } },
      },
    },
    {
      description: 'a charge is cancelled',
      providerStates: [{ name: 'a charge exists', params: {} }],
      request: {
        method: 'DELETE',
        path: '/v1/charges/ch_2',
        generators: { path: { type: 'ProviderState', expression: `/v1/charges/\${id}`, dataType: 'STRING' } },
      },
      response: { status: 204 },
    },
  ],
  metadata: { pactSpecification: { version: '3.0.0' } },
};

const STATES = `
a charge exists:
  make: [{ post: /v1/charges, body: { amount: 1, currency: EUR, reference: A }, capture: { id: /id } }]
  returns: { id: "\${id}" }
cleanup: { createCharge: none }
`;

/** Starts `emulate` in this process, and waits until it serves. @returns where, and how it is ended. */
export async function emulate(cwd: string, argv: readonly string[]) {
  const stop = new AbortController();
  let [out, err] = ['', ''];
  let exit: ExitCode = 0;
  let greeted: () => void = () => {};
  const greeting = new Promise<void>((resolve) => {
    greeted = resolve;
  });
  const io = {
    out: (text: string) => {
      out += text;
      if (out.includes('Ctrl-C')) greeted();
    },
    err: (text: string) => {
      err += text;
    },
    cwd,
    env: { FOREWARN_SECRET_DEPOT_TOKEN: 'depot-token' },
    colour: false,
    setExit: (code: ExitCode) => {
      exit = code;
    },
    signal: stop.signal,
  };
  const ended = run(['emulate', ...argv], io, [entry]);
  await Promise.race([greeting, ended]);
  const url = /is emulated at (\S+)/.exec(out)?.[1] ?? '';
  const end = async () => {
    stop.abort();
    await ended;
  };
  return { url, text: () => ({ out, err, exit }), end };
}

/** Writes the depot's document, an agreement with it and, with `pact`, a pact. */
export function writeDepot(cwd: string, on: { url: string; pact: boolean }): void {
  mkdirSync(join(cwd, 'openapi'), { recursive: true });
  mkdirSync(join(cwd, 'contracts', 'depot', 'pacts'), { recursive: true });
  writeFileSync(join(cwd, 'openapi', 'depot.yaml'), JSON.stringify(DEPOT));
  if (on.pact) {
    writeFileSync(join(cwd, 'contracts', 'depot', 'pacts', 'shop.json'), JSON.stringify(PACT));
    writeFileSync(join(cwd, 'contracts', 'depot', 'states.yaml'), STATES);
  }
  writeFileSync(
    join(cwd, 'contracts', 'depot', 'agreement.yaml'),
    `partner: depot
uses: [${USES.join(', ')}]
limits: { requests-per-second: 1000, timeout: 1s }
policy: { confirm: 1 }
environments:
  sandbox:
    url: ${on.url}
    mode: full
    auth: { bearer: { secret: depot/token } }
`,
  );
}

/** One check of the depot, as its report. */
export async function checkDepot(cwd: string): Promise<{ code: ExitCode; report: PrintedReport }> {
  const { code, out, err } = await runCli(['check', '--allow-private', '--format', 'json'], {
    cwd,
    env: { FOREWARN_SECRET_DEPOT_TOKEN: 'depot-token' },
  });
  if (!out.startsWith('{')) throw new Error(err);
  return { code, report: JSON.parse(out) as PrintedReport };
}
