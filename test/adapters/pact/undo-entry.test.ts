import { afterEach, describe, expect, it } from 'vitest';
import { type Undoing, undoEntry } from '../../../src/adapters/pact/undo-entry.ts';
import type { Compensation } from '../../../src/app/look-memory.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { lookPlan, partnerOpener } from '../look-plan.ts';
import { json, type Received, startServer } from '../loopback-server.ts';
import { aCompensation } from '../memory/compensation.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

interface Undone {
  became: Undoing;
  calls: string[];
  saved: Compensation[];
}

/** Undoes an entry at a partner that answers each call by its method and URL: a status, or a status and a body. */
async function undo(
  entry: Compensation,
  answers: Record<string, number | [number, unknown]>,
  passedMs = 0,
): Promise<Undone> {
  const calls: string[] = [];
  const server = await startServer(({ method, url }: Received, response) => {
    calls.push(`${method} ${url}`);
    const answer = answers[`${method} ${url}`] ?? answers[method] ?? 404;
    const [status, body] = typeof answer === 'number' ? [answer, {}] : answer;
    if (status === 0) response.destroy();
    else json(response, status, body);
  });
  const client = partnerOpener()(lookPlan({ url: server.url }));
  open.push(client, server);
  const saved: Compensation[] = [];
  const became = await undoEntry(entry, {
    call: (call) => client.call(call),
    save: async (one) => void saved.push(structuredClone(one)),
    now: () => Date.parse(entry.at) + passedMs,
  });
  return { became, calls, saved };
}

const LONG = 3_600_000;
const DELETE = `/items/\${id}`;
const MARK = `\${run.id}`;
const UNHEARD = { begun: 1, answered: 0, known: {} };
const undoBy = (recover: Compensation['undo']['recover']) => ({ teardown: [{ delete: DELETE }], recover });
const BY_LIST = { get: `/items?ref=${MARK}`, each: '/data', capture: { id: '/id' } };

describe('what was heard of', () => {
  it.each([200, 204, 404, 410])('is undone where its teardown answers %i', async (status) => {
    const { became, calls, saved } = await undo(aCompensation(), { DELETE: status });
    expect(became).toEqual({ outcome: 'undone' });
    expect(calls).toEqual(['DELETE /items/it-1']);
    expect(saved).toMatchObject([{ undone: 1 }]);
  });

  it.each([
    [500, 'later', 'teardown step 1: HTTP 500'],
    [429, 'later', 'teardown step 1: HTTP 429'],
    [401, 'later', 'teardown step 1: HTTP 401'],
    [0, 'later', 'teardown step 1: reset'],
    [409, 'left', 'teardown step 1: HTTP 409'],
    [302, 'left', 'teardown step 1: HTTP 302'],
  ])(
    'stays open where it answers %i: %s',
    async (status, outcome, why) => {
      const { became } = await undo(aCompensation(), { DELETE: status, 'DELETE /items/it-1': status });
      expect(became).toEqual({ outcome, why });
    },
    20_000,
  );

  it('is undone where its teardown is refused that had begun before a crash, or by a status that says so', async () => {
    expect((await undo(aCompensation({ undone: 1 }), { DELETE: 409 })).became.outcome).toBe('undone');
    const said = { teardown: [{ delete: DELETE, undone: [409] }], recover: null };
    expect((await undo(aCompensation({ undo: said }), { DELETE: 409 })).became.outcome).toBe('undone');
    expect((await undo(aCompensation({ undo: said }), { DELETE: 422 })).became.outcome).toBe('left');
  });

  it('is undone step by step; a step for what was never made is left out, one that is refused keeps none from the rest', async () => {
    const teardown: JsonObject[] = [
      { delete: `/orders/\${order}` },
      { post: `/items/\${id}/close` },
      { delete: DELETE },
    ];
    const { became, calls } = await undo(aCompensation({ undo: { teardown, recover: null } }), {
      POST: 422,
      DELETE: 204,
    });
    expect(calls).toEqual(['POST /items/it-1/close', 'DELETE /items/it-1']);
    expect(became).toEqual({ outcome: 'left', why: 'teardown step 2: HTTP 422' });
  });
});

describe('a call that nobody heard of', () => {
  const elsewhere = [
    { id: 'theirs', ref: 'x' },
    { id: 'other', ref: `${'0'.repeat(8)}-0000-4000-8000-000000000000` },
  ];
  const recovering = () => aCompensation({ ...UNHEARD, undo: undoBy(BY_LIST) });

  it('is found by its own id among what others made, and undone', async () => {
    const entry = recovering();
    const data = [...elsewhere, { id: 'it-9', note: { ref: entry.id } }];
    const { became, calls, saved } = await undo(entry, { GET: [200, { data }], DELETE: 204 });
    expect(became).toEqual({ outcome: 'undone' });
    expect(calls).toEqual([`GET /items?ref=${entry.id}`, 'DELETE /items/it-9']);
    expect(saved[0]).toMatchObject({ answered: 1, known: { id: 'it-9' } });
  });

  it('deletes nothing that does not carry its id, however the partner reads the query', async () => {
    const { became, calls } = await undo(
      recovering(),
      { GET: [200, { data: elsewhere }], DELETE: 204 },
      LONG,
    );
    expect(calls).toHaveLength(1);
    expect(became).toEqual({ outcome: 'undone' });
  });

  it('that made it twice is undone twice', async () => {
    const entry = recovering();
    const data = ['a', 'b'].map((id) => ({ id, ref: entry.id }));
    const { calls } = await undo(entry, { GET: [200, { data }], DELETE: 204 });
    expect(calls.slice(1)).toEqual(['DELETE /items/a', 'DELETE /items/b']);
  });

  it('may still be on its way: it is looked for again until that cannot be', async () => {
    const nothing = { GET: [200, { data: [] }] as [number, unknown] };
    expect((await undo(recovering(), nothing)).became.outcome).toBe('later');
    expect((await undo(recovering(), nothing, LONG)).became.outcome).toBe('undone');
    expect((await undo(recovering(), { GET: 503 }, LONG)).became).toMatchObject({ why: 'recover: HTTP 503' });
    expect((await undo(recovering(), { GET: 400 }, LONG)).became).toMatchObject({ outcome: 'left' });
  });

  it('is made again where that gives the same record', async () => {
    const pending = {
      method: 'POST',
      path: '/items',
      query: '',
      headers: { 'idempotency-key': 'k' },
      body: '{}',
      capture: { id: '/id' },
    };
    const entry = aCompensation({ ...UNHEARD, pending });
    const { became, calls, saved } = await undo(entry, { POST: [201, { id: 'it-3' }], DELETE: 204 });
    expect(became).toEqual({ outcome: 'undone' });
    expect(calls).toEqual(['POST /items', 'DELETE /items/it-3']);
    expect(saved[0]).toMatchObject({ answered: 1, pending: null, known: { id: 'it-3' } });
    const late = aCompensation({ ...UNHEARD, pending });
    const afterADay = await undo(late, { POST: [201, { id: 'it-4' }], DELETE: 204 }, 24 * LONG);
    expect(afterADay.became).toMatchObject({ outcome: 'left' });
    expect(afterADay.calls).toEqual([]);
    const refused = await undo(aCompensation({ ...UNHEARD, pending }), { POST: 422 }, LONG);
    expect(refused).toMatchObject({ became: { outcome: 'undone' }, calls: ['POST /items'] });
  });

  it('that nothing tells of is left, and told', async () => {
    const { became, calls } = await undo(aCompensation(UNHEARD), { DELETE: 204 }, LONG);
    expect(became).toEqual({ outcome: 'left', why: 'it is not known whether the partner made it' });
    expect(calls).toEqual([]);
  });

  it('is undone blindly where its name was ours', async () => {
    const undoing = { teardown: [{ delete: `/items/${MARK}` }], recover: null };
    const entry = () => aCompensation({ ...UNHEARD, undo: undoing });
    const there = entry();
    const first = await undo(there, { DELETE: 204 });
    expect(first).toMatchObject({ became: { outcome: 'undone' }, calls: [`DELETE /items/${there.id}`] });
    expect((await undo(entry(), { DELETE: 404 })).became.outcome).toBe('later');
    expect((await undo(entry(), { DELETE: 404 }, LONG)).became.outcome).toBe('undone');
  });
});

describe('a name that a partner gave', () => {
  it.each<[string, unknown]>([
    ['a list', ['it-1']],
    ['an object', { toString: 'x' }],
    ['null', null],
    ['empty', ''],
    ['blank', '  '],
    ['huge', 'x'.repeat(100_000)],
    ['dots', '..'],
    ['a path up', '../customers/1'],
    ['an encoded path up', '%2e%2e/customers'],
    ['a path up with an encoded slash', '..%2fcustomers'],
    ['a line break', 'it-1\r\nx: y'],
    ['half a character', '\ud800'],
    ['a number beyond what is exact', 2 ** 60],
  ])('is not used where it is %s', async (_, id) => {
    const entry = aCompensation({ ...UNHEARD, undo: undoBy(BY_LIST) });
    const data = [{ id, ref: entry.id }];
    const { became, calls } = await undo(entry, { GET: [200, { data }], DELETE: 204 }, LONG);
    expect(became.outcome).toBe('left');
    expect(calls.filter((one) => one.startsWith('DELETE'))).toEqual([]);
    expect(JSON.stringify(became)).not.toContain('customers');
  });

  it('changes nothing but itself where it is called __proto__', async () => {
    const entry = aCompensation({
      ...UNHEARD,
      undo: undoBy({ ...BY_LIST, capture: { id: '/__proto__/id' } }),
    });
    const data = [JSON.parse(`{"ref":"${entry.id}","__proto__":{"id":"it-7","polluted":1}}`)];
    const { calls } = await undo(entry, { GET: [200, { data }], DELETE: 204 });
    expect(calls[1]).toBe('DELETE /items/it-7');
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});
