import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sha256 } from '../../src/adapters/crypto/sha256.ts';
import type { JsonObject } from '../../src/core/json.ts';
import { openDocument } from '../../src/core/openapi/document/open-document.ts';
import { startEmulator } from '../../src/local/emulator/start-emulator.ts';
import { runCli, temporaryFolder } from '../cli/run-cli.ts';

const UNUSED = Array.from({ length: 30 }, (_, index) => `extra_${index + 1}`);
const USED = ['status', 'weight'];

/** What the depot says of a parcel; what `departs` names is a number where the document says a text. */
function depotDocument(departs: readonly string[]): JsonObject {
  const names = ['id', ...USED, ...UNUSED];
  const properties = Object.fromEntries(
    names.map((name) => [name, { type: departs.includes(name) ? 'integer' : 'string' }]),
  );
  const example = Object.fromEntries(names.map((name) => [name, departs.includes(name) ? 7 : 'seven']));
  const schema = { type: 'object', required: names, properties };
  return {
    openapi: '3.0.3',
    info: { title: 'Depot', version: '1' },
    paths: {
      '/latest': {
        get: {
          operationId: 'latest',
          summary: 'Look up the latest parcel',
          responses: {
            200: { description: 'Found.', content: { 'application/json': { schema, example } } },
          },
        },
      },
    },
  };
}

const open = (departs: readonly string[]) => openDocument(depotDocument(departs), sha256);

/** A partner that publishes what was agreed, and answers otherwise in what `departs` names; we read two fields. */
async function openDepot(departs: readonly string[]) {
  const emulator = await startEmulator({ document: open([]), answers: open(departs), credentials: null });
  onTestFinished(() => emulator.close());
  const cwd = temporaryFolder();
  mkdirSync(join(cwd, 'contracts/depot'), { recursive: true });
  mkdirSync(join(cwd, 'openapi'));
  writeFileSync(join(cwd, 'openapi/depot.json'), JSON.stringify(depotDocument([])));
  writeFileSync(
    join(cwd, 'contracts/depot/agreement.yaml'),
    `partner: depot
name: Depot
openapi: { baseline: ../../openapi/depot.json, published: ${emulator.url}/openapi.json }
uses: [{ operation: latest, fields: [${USED.join(', ')}] }]
environments: { production: ${emulator.url} }
limits: { requests-per-second: 50 }
contacts: { ours: [{ email: integrations@shop.example }] }
`,
  );
  const forewarn = (...argv: string[]) => runCli(argv, { cwd });
  return {
    forewarn,
    check: (...argv: string[]) => forewarn('check', '--allow-private', '--state', '.forewarn', ...argv),
    mail: () => mailIn(join(cwd, '.forewarn/mailbox')),
  };
}

function mailIn(mailbox: string): string[] {
  try {
    return readdirSync(mailbox, { recursive: true })
      .map(String)
      .filter((name) => name.endsWith('.eml'));
  } catch {
    return [];
  }
}

interface Printed {
  verdict: string;
  findings: { state: string; effect: string; subject: string }[];
}

const placesOf = ({ findings }: Printed, state: string) =>
  findings
    .filter((one) => one.state === state)
    .map(({ subject }) => subject.split('/').at(-1))
    .sort();

describe('a partner that was never quite true to its document', () => {
  it('day one: 30 known differences, an alarm for the two that we use, 1; adopted; day two: quiet, 0', async () => {
    const depot = await openDepot([...UNUSED, ...USED]);

    const first = await depot.check('--format', 'json');
    expect(placesOf(JSON.parse(first.out), 'standing')).toEqual([...UNUSED].sort());
    expect(placesOf(JSON.parse(first.out), 'suspected')).toEqual(USED);
    const sure = await depot.check();
    expect(sure).toMatchObject({ code: 1, err: '' });
    expect(sure.out.match(/breaks us/g)).toHaveLength(2);
    expect(sure.out).toContain('30 known differences');
    const told = depot.mail();
    expect(told).toHaveLength(1);

    const adopted = await depot.forewarn('adopt', 'depot', '--by', 'partner team');
    expect(adopted).toMatchObject({ code: 0, err: '' });
    expect(adopted.out).toContain('depot production: 30 known differences are taken over.');

    const second = await depot.check('--format', 'json');
    expect(second).toMatchObject({ code: 0, err: '' });
    expect(placesOf(JSON.parse(second.out), 'suspected')).toEqual([]);
    expect(depot.mail()).toEqual(told);
    expect((await depot.forewarn('history', 'verify')).code).toBe(0);
  });

  it('in one run without a memory: the same 30, and 1', async () => {
    const depot = await openDepot([...UNUSED, ...USED]);
    const { code, out } = await depot.forewarn('check', '--allow-private', '--format', 'json');
    expect(code).toBe(1);
    expect(placesOf(JSON.parse(out), 'standing')).toEqual([...UNUSED].sort());
    expect(placesOf(JSON.parse(out), 'confirmed')).toEqual(USED);
  });

  it('with nothing used among them is 0 from the first day, and nobody is told', async () => {
    const depot = await openDepot(UNUSED);
    for (const _look of [1, 2]) expect((await depot.check()).code).toBe(0);
    expect(depot.mail()).toEqual([]);
  });
});
