import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import { type Emulator, startEmulator } from '../../../src/local/emulator/start-emulator.ts';
import { post, request } from './requesting.ts';
import { documentAt } from './sample-documents.ts';

const document = documentAt('test/unit/emulator/library.yaml');
const member = { authorization: `Basic ${Buffer.from('ann:pass:word').toString('base64')}` };

let emulator: Emulator;
let books: string;

beforeEach(async () => {
  emulator = await startEmulator({
    document,
    credentials: { token: 'ann:pass:word' },
    now: () => new Date('2026-11-22T10:00:00Z'),
  });
  books = `${emulator.url}/api/books`;
});
afterEach(() => emulator.close());

function send(method: string, url: string, body: Json) {
  const headers = { ...member, 'content-type': 'application/json' };
  return request(url, { method, headers, body: JSON.stringify(body) });
}
const get = (url: string) => request(url, { headers: member });
const titles = (body: Json) => ((body as JsonObject).books as JsonObject[]).map((one) => one.title);

describe('a collection found in the paths', () => {
  it('makes, reads, changes, replaces and removes a record', async () => {
    const made = await post(books, { title: 'Winds', note: 'new', keyword: 'secret' }, member);
    const id = (made.json as JsonObject).bookId;
    const changed = await send('PATCH', `${books}/${id}`, { note: null });
    const replaced = await send('PUT', `${books}/${id}`, { title: 'Rains' });
    const read = await get(`${books}/${id}`);
    const removed = await request(`${books}/${id}`, { method: 'DELETE', headers: member });
    const gone = await get(`${books}/${id}`);

    expect(made.status).toBe(201);
    expect(made.json).toMatchObject({ title: 'Winds', note: 'new', added: '2026-11-22T10:00:00.000Z' });
    expect(made.json).not.toHaveProperty('keyword');
    expect(changed.json).toEqual({ ...(made.json as JsonObject), note: null });
    expect(replaced.json).toMatchObject({ bookId: id, title: 'Rains', added: '2026-11-22T10:00:00.000Z' });
    expect(replaced.json).not.toHaveProperty('note');
    expect(read.json).toEqual(replaced.json);
    expect([removed.status, removed.text, gone.status, gone.text]).toEqual([204, '', 404, '']);
  });

  it('begins with the documented examples and lists the newest first, by page', async () => {
    await post(books, { title: 'Winds', author: 'Ada' }, member);
    const first = await get(books);
    const second = await get(`${books}?page=2`);
    const third = await get(`${books}?page=3`);
    const large = await get(`${books}?page_size=50`);
    const tides = await get(`${books}/12`);

    expect([titles(first.json), titles(second.json), titles(third.json)]).toEqual([
      ['Winds', 'Tides'],
      ['Stones'],
      [],
    ]);
    expect(titles(large.json)).toEqual(['Winds', 'Tides', 'Stones']);
    expect(first.json).toMatchObject({ total: 3 });
    expect(second.json).toMatchObject({ nextCursor: null });
    expect(tides.json).toMatchObject({ title: 'Tides' });
  });

  it('filters by query parameters that are properties', async () => {
    await post(books, { title: 'Winds', author: 'Ada' }, member);

    expect(titles((await get(`${books}?author=Ada`)).json)).toEqual(['Winds', 'Tides']);
    expect(titles((await get(`${books}?author=Nobody`)).json)).toEqual([]);
  });

  it('takes forms as well as JSON', async () => {
    const headers = { ...member, 'content-type': 'application/x-www-form-urlencoded' };
    const made = await request(books, { method: 'POST', headers, body: 'title=42&pages=7' });

    expect([made.status, made.json]).toEqual([201, expect.objectContaining({ title: '42', pages: 7 })]);
  });

  it('gives each record an id of its own', async () => {
    const made = await Promise.all(
      Array.from({ length: 60 }, (_, n) => post(books, { title: `b${n}` }, member)),
    );
    const ids = made.map(({ json }) => (json as JsonObject).bookId);

    expect(new Set([...ids, 11, 12]).size).toBe(62);
    expect(ids.every((id) => Number.isInteger(id))).toBe(true);
  });
});

describe('what is asked for', () => {
  it.each([
    ['an empty title', { title: '' }, 400],
    ['no title', {}, 400],
    ['0 pages', { title: 'x', pages: 0 }, 400],
    ['a null title', { title: null }, 400],
    ['a null author', { title: 'x', author: null }, 201],
    ['an undocumented property', { title: 'x', shelf: 4 }, 201],
  ])('%s', async (_, body, status) => {
    const answer = await post(books, body, member);

    expect(answer.status).toBe(status);
    if (status === 400) {
      expect(answer.media).toBe('application/problem+json');
      expect(answer.json).toMatchObject({ status: 400, title: expect.any(String) });
    }
  });

  it.each([
    ['/api/books?tags=new,rare', 200],
    ['/api/books?tags=new,old', 400],
    ['/api/books?page_size=51', 400],
    ['/api/books?page=1.5', 400],
    ['/api/books/abc', 404],
    ['/api/hours', 400],
  ])('%s: %i', async (path, status) => {
    expect((await get(emulator.url + path)).status).toBe(status);
  });

  it('is asked of headers, and of objects spread over the query', async () => {
    const branch = { 'x-branch': '3' };
    const fine = await request(`${emulator.url}/api/hours?at[day]=2026-01-01`, { headers: branch });
    const wrong = await request(`${emulator.url}/api/hours?at[day]=today`, { headers: branch });
    const lacking = await request(`${emulator.url}/api/hours?at[hour]=9`, { headers: branch });

    expect([fine.status, wrong.status, lacking.status]).toEqual([200, 400, 400]);
    expect(Number(fine.headers.get('x-rate-left'))).toBeGreaterThanOrEqual(5);
  });
});

describe('operations beside collections', () => {
  it('answer with the documented example, cut to the page', async () => {
    const headers = { 'x-branch': '3' };
    const all = await request(`${emulator.url}/api/hours`, { headers });
    const two = await request(`${emulator.url}/api/hours?limit=2`, { headers });

    expect(all.json).toHaveLength(3);
    expect(two.json).toEqual(['mon 9-17', 'tue 9-17']);
  });

  it('serve pictures as pictures, and HEAD without a body', async () => {
    const cover = await get(`${books}/12/cover`);
    const head = await request(`${books}/12`, { method: 'HEAD', headers: member });

    expect([cover.media, cover.text.slice(1, 4)]).toEqual(['image/png', 'PNG']);
    expect([head.status, head.text, Number(head.headers.get('content-length')) > 0]).toEqual([200, '', true]);
  });

  it('are served with and without the base path of the server', async () => {
    expect((await get(`${emulator.url}/books/12`)).json).toEqual((await get(`${books}/12`)).json);
  });
});
