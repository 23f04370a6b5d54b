import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLookMemory } from '../../../src/adapters/files/look-memory.ts';
import { createLiveSource } from '../../../src/adapters/pact/live-source.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { lookPlan, monotonic, pactV3, partnerOpener } from '../look-plan.ts';
import { json, type Received } from '../loopback-server.ts';
import { CREATES, look, MAKES, MARK, READS, type Shelf, shelf } from './shelf-of-items.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'forewarn-made-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const lookAt = (partner: Shelf, parts: Parameters<typeof look>[1], memory = createLookMemory(() => folder)) =>
  look(partner, parts, memory);

const journal = () =>
  readdirSync(join(folder, 'journal'), { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(folder, 'journal', name), 'utf8')) as JsonObject);

describe('what a look makes', () => {
  it('is written down before the call, and gone from there when it is undone', async () => {
    const written: JsonObject[][] = [];
    const partner = await shelf(({ method }) => {
      if (method === 'POST') written.push(journal());
      return false;
    });
    const states = { 'an item is there': MAKES };
    const { made, interactions } = await lookAt(partner, { pacts: [pactV3([READS])], states });
    expect(written).toMatchObject([[{ state: 'an item is there', begun: 1, answered: 0, known: {} }]]);
    expect(partner.server.received[0]?.body).toBe(JSON.stringify({ ref: written[0]?.[0]?.id }));
    expect(interactions[0]?.outcome).toBe('passed');
    expect(made).toEqual({ made: 1, undone: 1, left: [], kept: [] });
    expect([...partner.items.keys()]).toEqual(['old']);
    expect(journal()).toEqual([]);
  });

  it('by an interaction itself is undone by its cleanup, which marks the call', async () => {
    const partner = await shelf();
    const cleanup = {
      'POST /items': {
        headers: { 'Idempotency-Key': MARK },
        body: { '/ref': MARK },
        capture: { id: '/id' },
        teardown: [{ delete: `/items/\${id}` }],
      },
    };
    const { made, interactions, exchanges } = await lookAt(partner, {
      pacts: [pactV3([CREATES])],
      states: { cleanup },
    });
    const { headers, body } = partner.server.received[0] as Received;
    expect(JSON.parse(body)).toEqual({ size: 1, ref: headers['idempotency-key'] });
    expect(headers['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
    expect(partner.calls()).toEqual(['POST /items', 'DELETE /items/it-1']);
    expect(interactions[0]?.outcome).toBe('passed');
    expect(made).toEqual({ made: 1, undone: 1, left: [], kept: [] });
    expect(exchanges.map(({ purpose }) => purpose)).toEqual(['interaction']);
  });

  it('and nothing undoes is told, unless nothing has to', async () => {
    const partner = await shelf();
    const { made } = await lookAt(partner, { pacts: [pactV3([CREATES])] });
    expect(made).toEqual({ made: 1, undone: 0, left: [], kept: ['a request to create an item'] });
    const cleanup = { 'a request to create an item': 'none' };
    expect((await lookAt(partner, { pacts: [pactV3([CREATES])], states: { cleanup } })).made).toBeUndefined();
    expect(partner.items.size).toBe(3);
  });

  it('without our hearing of it is found again in the same look', async () => {
    const partner = await shelf((request, keep) => {
      if (request.method !== 'POST') return false;
      keep();
      return true; // and never answers
    });
    const parts = {
      pacts: [pactV3([READS])],
      states: { 'an item is there': MAKES },
      limits: { timeoutMs: 300 },
    };
    const { made, interactions } = await lookAt(partner, parts);
    expect(interactions[0]).toMatchObject({ outcome: 'not-verified', failure: { class: 'timeout' } });
    expect(made).toEqual({ made: 0, undone: 1, left: [], kept: [] });
    expect([...partner.items.keys()]).toEqual(['old']);
    expect(journal()).toEqual([]);
  });

  it('and cannot be undone now is undone by the next look, of another process too', async () => {
    let broken = true;
    const partner = await shelf(({ method }, _, response) => {
      if (!broken || method !== 'DELETE') return false;
      json(response, 503, {});
      return true;
    });
    const parts = { pacts: [pactV3([READS])], states: { 'an item is there': MAKES } };
    const first = await lookAt(partner, parts);
    expect(first.made).toMatchObject({ made: 1, undone: 0 });
    expect(first.made?.left).toMatchObject([{ what: 'an item is there', why: 'teardown step 1: HTTP 503' }]);
    expect(first.interactions[0]?.outcome).toBe('passed');
    broken = false;
    // The recipe has gone from the file meanwhile.
    const second = await lookAt(partner, { pacts: [] });
    expect(second.made).toEqual({ made: 0, undone: 1, left: [], kept: [] });
    expect([...partner.items.keys()]).toEqual(['old']);
  });

  it('is not made where it cannot be written down', async () => {
    const partner = await shelf();
    const memory = createLookMemory(() => '/dev/null/nowhere');
    const cleanup = { 'POST /items': { capture: { id: '/id' }, teardown: [{ delete: `/items/\${id}` }] } };
    const states = { 'an item is there': MAKES, cleanup };
    const { interactions, made } = await lookAt(
      partner,
      { pacts: [pactV3([READS, CREATES])], states },
      memory,
    );
    expect(interactions.map(({ failure }) => failure?.class)).toEqual(['state-missing', 'state-missing']);
    expect(partner.calls().filter((call) => !call.startsWith('GET'))).toEqual([]);
    expect(made).toBeUndefined();
  });

  it('is undone where its answer names it in a way that is not used, by what it carries', async () => {
    const partner = await shelf((request, keep, response) => {
      if (request.method !== 'POST') return false;
      json(response, 201, { ...keep(), id: '../customers' });
      return true;
    });
    const { interactions, made } = await lookAt(partner, {
      pacts: [pactV3([READS])],
      states: { 'an item is there': MAKES },
    });
    expect(interactions[0]?.failure?.class).toBe('state-missing');
    expect(made).toMatchObject({ made: 1, undone: 1, left: [] });
    expect(partner.calls()).toEqual(['POST /items', 'GET /items', 'DELETE /items/it-1']);
  });
});

describe('read-only mode', () => {
  it('sends nothing that writes, not even to undo what an earlier look has left', async () => {
    const partner = await shelf(({ method }, _, response) => {
      if (method !== 'DELETE') return false;
      json(response, 503, {});
      return true;
    });
    const parts = { pacts: [pactV3([READS, CREATES])], states: { 'an item is there': MAKES } };
    await lookAt(partner, parts);
    const before = partner.calls().length;
    const { interactions } = await lookAt(partner, { ...parts, mode: 'read-only' });
    expect(
      partner
        .calls()
        .slice(before)
        .filter((call) => !call.startsWith('GET')),
    ).toEqual([]);
    expect(interactions.map(({ outcome, skipped }) => [outcome, skipped])).toEqual([
      ['not-verified', null],
      ['skipped', 'mode'],
    ]);
  });
});

describe('a dry run in mode full', () => {
  it('says what would be made, what undoes it and what stays, and what was left', async () => {
    const partner = await shelf(({ method }, _, response) => {
      if (method !== 'DELETE') return false;
      json(response, 503, {});
      return true;
    });
    const cleanup = {
      'a request to create an item': { capture: { id: '/id' }, teardown: [{ delete: `/items/\${id}` }] },
    };
    const states = { 'an item is there': MAKES, cleanup };
    const parts = { pacts: [pactV3([READS, CREATES, { ...CREATES, description: 'one more' }])], states };
    await lookAt(partner, { ...parts, pacts: [pactV3([READS])] });
    const before = partner.calls().length;
    const lines: string[] = [];
    const { url } = partner.server;
    const source = createLiveSource({
      openPartner: partnerOpener(),
      monotonic,
      log: { info: () => undefined, warn: () => undefined },
      memory: createLookMemory(() => folder),
    });
    const plan = lookPlan({ url, emulated: false, ...parts });
    await source.observe({ ...plan, dryRun: (line) => lines.push(line) });
    const day = new Date().toISOString().slice(0, 10);
    expect(lines).toEqual([
      `DELETE ${url}/items/\${id}  undo what was left on ${day}: "an item is there"`,
      `POST ${url}/items  state "an item is there", make if not found`,
      `DELETE ${url}/items/\${id}  state "an item is there", undo if made`,
      `GET ${url}/items/example  interaction "an item"`,
      `POST ${url}/items  interaction "a request to create an item"`,
      `DELETE ${url}/items/\${id}  interaction "a request to create an item", undo`,
      `POST ${url}/items  interaction "one more"`,
      'STAYS at shelf sandbox: nothing in states.yaml undoes what interaction "one more" makes or changes',
    ]);
    expect(partner.calls()).toHaveLength(before);
  });
});
