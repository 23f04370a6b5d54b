import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { JsonObject } from '../../src/core/json.ts';
import { pactV3 } from '../adapters/look-plan.ts';
import { json, startServer } from '../adapters/loopback-server.ts';
import { runCli, temporaryFolder } from '../cli/run-cli.ts';
import { startCountingPartner } from '../crash/undo/counting-partner.ts';
import { killLook, liveLook } from '../crash/undo/killed-look.ts';

const RUN_ID = `\${run.id}`;
const STEPS = `
  steps:
    - partner: shelf
      operation: addItem
      with: { body: { ref: "${RUN_ID}" } }
      capture: { item: /id }
      expect: [{ not-empty: /id }]
      UNDO
    - partner: shelf
      operation: getItem
      with: { parameters: { id: "\${item}" } }
      expect: [{ equals: /id, value: "\${item}" }]
`;
const UNDO = `undo: [{ delete: "/items/\${item}" }]`;
const WITH_STATE = `
  steps:
    - partner: shelf
      interaction: an item
      expect: [{ equals: /id, value: "\${id}" }]
`;
const PACT = pactV3([
  {
    description: 'an item',
    providerStates: [{ name: 'an item is there', params: {} }],
    request: { method: 'GET', path: '/items/example' },
    response: { status: 200 },
  },
]);
const item = { type: 'object', properties: { id: { type: 'string' }, ref: { type: 'string' } } };
const answer = (status: number) => ({
  [status]: { description: 'an item', content: { 'application/json': { schema: item } } },
});
const DOCUMENT: JsonObject = {
  openapi: '3.1.0',
  info: { title: 'Shelf', version: '1' },
  paths: {
    '/items': { post: { operationId: 'addItem', responses: answer(201) } },
    '/items/{id}': {
      get: {
        operationId: 'getItem',
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
        responses: answer(200),
      },
    },
  },
};

/** A shelf of items, an agreement with it, and a journey. */
async function openShelf(on: { steps: string; states?: string; mode?: 'full' | 'read-only' }) {
  const items = new Map<string, JsonObject>([['old', { id: 'old' }]]);
  const calls: string[] = [];
  const server = await startServer((request, response) => {
    const [, , id] = request.url.split('/');
    calls.push(`${request.method} ${request.url.split('?')[0]}`);
    if (request.method === 'POST') {
      const made = { id: `it_${items.size}`, ...(JSON.parse(request.body) as JsonObject) };
      items.set(made.id, made);
      return json(response, 201, made);
    }
    if (request.url.startsWith('/items') && id === undefined)
      return json(response, 200, { data: [...items.values()] });
    const found = items.get(id ?? '');
    if (request.method === 'DELETE') items.delete(id ?? '');
    return json(response, found ? 200 : 404, found ?? { title: 'not found' });
  });
  onTestFinished(() => server.close());
  const cwd = temporaryFolder();
  mkdirSync(join(cwd, 'contracts', 'shelf', 'pacts'), { recursive: true });
  mkdirSync(join(cwd, 'openapi'));
  writeFileSync(join(cwd, 'openapi', 'shelf.yaml'), JSON.stringify(DOCUMENT));
  writeFileSync(join(cwd, 'contracts', 'shelf', 'pacts', 'shop.json'), JSON.stringify(PACT));
  if (on.states) writeFileSync(join(cwd, 'contracts', 'shelf', 'states.yaml'), on.states);
  writeFileSync(
    join(cwd, 'contracts', 'shelf', 'agreement.yaml'),
    `partner: shelf
limits: { requests-per-second: 500 }
policy: { confirm: 1 }
environments:
  sandbox: { url: "${server.url}", mode: ${on.mode ?? 'full'} }
`,
  );
  writeFileSync(
    join(cwd, 'contracts', 'journeys.yaml'),
    `order:\n  title: A customer puts an item away\n  who: customer\n  hurts: The item is lost\n${on.steps}`,
  );
  const check = async (...argv: string[]) => {
    const told = await runCli(
      ['check', '--allow-private', '--journey', 'order', '--format', 'json', ...argv],
      { cwd },
    );
    return { ...told, journey: told.out.startsWith('{') ? JSON.parse(told.out).journeys?.[0] : null };
  };
  return { items, calls, check, cwd };
}

describe('a journey in mode full', () => {
  it('undoes what its steps make, however it ends', async () => {
    const shelf = await openShelf({ steps: STEPS.replace('UNDO', UNDO) });
    const { journey } = await shelf.check();
    expect(journey).toMatchObject({
      verdict: 'ok',
      made: { shelf: { made: 1, undone: 1, left: [], kept: [] } },
    });
    expect([...shelf.items.keys()]).toEqual(['old']);
    expect(shelf.calls.filter((call) => / \/items(\/it_|$)/.test(call))).toEqual([
      'POST /items',
      'GET /items/it_1',
      'DELETE /items/it_1',
    ]);
  });

  it('does not send a step that makes something where nothing says how it is undone', async () => {
    const shelf = await openShelf({ steps: STEPS.replace('UNDO', '') });
    const { journey, code } = await shelf.check();
    expect(code).toBe(3);
    expect(journey).toMatchObject({ verdict: 'not-verified', stopped: { step: 1, skipped: 'undo' } });
    expect(shelf.calls).not.toContain('POST /items');
    const human = await runCli(['check', '--allow-private', '--journey', 'order'], { cwd: shelf.cwd });
    expect(human.out).toContain('nothing says how that is undone: write `undo` at the step');
  });

  it.each([
    ['undo: none', '', 2],
    ['', 'cleanup: { addItem: none }', 2],
    ['', `cleanup: { addItem: { capture: { id: /id }, teardown: [{ delete: "/items/\${id}" }] } }`, 1],
  ])('sends it with %j at the step and %j in states.yaml', async (undo, states, stay) => {
    const shelf = await openShelf({ steps: STEPS.replace('UNDO', undo), states });
    const { journey } = await shelf.check();
    expect(journey.verdict).toBe('ok');
    expect(shelf.items.size).toBe(stay);
  });

  it('makes nothing in read-only mode, and a dry run tells all of its calls', async () => {
    const shelf = await openShelf({ steps: STEPS.replace('UNDO', UNDO), mode: 'read-only' });
    expect((await shelf.check()).journey).toMatchObject({ stopped: { step: 1, skipped: 'mode' } });
    expect(shelf.items.size).toBe(1);
    const full = await openShelf({ steps: STEPS.replace('UNDO', UNDO) });
    const { out } = await full.check('--dry-run');
    expect(full.calls).toEqual([]);
    expect(out).toMatch(
      /POST \S+\/items {2}order, step 1\n {2}DELETE \S+\/items\/\$\{item\} {2}order, step 1, undo\n/,
    );
    expect(out).toMatch(/GET \S+\/items\/\{id\} {2}order, step 2/);
  });

  it('killed on the way, is finished by the next one', async () => {
    const death = { request: 3, spot: 'answered', ms: 0 } as const;
    const partner = await startCountingPartner();
    onTestFinished(() => partner.close());
    const folder = temporaryFolder();
    expect(await killLook(partner, folder, death, 'walk-that-makes.ts')).toBe(true);
    expect(partner.standing().length).toBeGreaterThan(0);
    expect((await liveLook(partner, folder, 'walk-that-makes.ts')).outcomes).toEqual(['passed']);
    expect([partner.standing(), partner.harmed()]).toEqual([[], []]);
  });
});

describe('a step of an interaction', () => {
  const found = 'an item is there:\n  find: { get: /items, each: /data, capture: { id: /id } }\n';

  it('has its provider states prepared, and takes what they return as parameters', async () => {
    const states = `${found}  returns: { id: "\${id}" }\n`;
    const shelf = await openShelf({ steps: WITH_STATE, states, mode: 'read-only' });
    const { journey } = await shelf.check();
    expect(journey).toMatchObject({ verdict: 'ok', failing: [] });
    expect(shelf.calls.at(-1)).toBe('GET /items/old');
  });

  it('makes a state where none is found, and undoes it', async () => {
    const states = `an item is there:
  make: [{ post: /items, body: { ref: "${RUN_ID}" }, capture: { id: /id } }]
  teardown: [{ delete: "/items/\${id}" }]
  returns: { id: "\${id}" }
`;
    const shelf = await openShelf({ steps: WITH_STATE, states });
    const { journey } = await shelf.check();
    expect(journey).toMatchObject({ verdict: 'ok', made: { shelf: { made: 1, undone: 1 } } });
    expect([...shelf.items.keys()]).toEqual(['old']);
  });

  it('is not verified where a state cannot be had, and never drift', async () => {
    const states = 'an item is there:\n  find: { get: /items, each: /data, where: { /id: gone } }\n';
    const shelf = await openShelf({ steps: WITH_STATE, states, mode: 'read-only' });
    const { journey, out, code } = await shelf.check();
    expect(code).toBe(3);
    expect(journey).toMatchObject({
      verdict: 'not-verified',
      state: 'ok',
      stopped: { step: 1, class: 'state-missing', skipped: null },
    });
    expect(JSON.parse(out).findings).toEqual([]);
  });
});
