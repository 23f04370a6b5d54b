import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hearSignal } from '../../src/app/hear-signal.ts';
import { createMemoryStores } from '../../src/local/memory-store.ts';
import { createApi } from '../../web/api.ts';
import { processDoor } from '../../web/door.ts';
import type { PageSources } from '../../web/types.ts';
import { runCli } from '../cli/run-cli.ts';
import { openPeopleWorld } from '../lambdas/people-world.ts';
import { expectConforms } from '../web/contract.ts';
import { openLab } from './lab-world.ts';

const NOW = new Date('2026-11-22T10:20:00Z');

describe('what people tell of a journey', () => {
  it('is shown where all is green and no check of ours sees it; its text is with the evidence alone', async () => {
    const lab = await openLab();
    await lab.check('--state', '.forewarn');
    const forewarn = (...argv: string[]) => runCli(argv, { cwd: lab.cwd });
    expect(await forewarn('report', 'ordr', 'x')).toMatchObject({ code: 2 });
    await forewarn('report', 'order', 'Caller 17: the parcel is somebody else’s');
    const second = await forewarn('report', 'order', 'again');
    expect(second).toMatchObject({ code: 0 });
    expect(second.out).toContain('A customer follows an order: 2 reports in this hour');
    const checked = await lab.check('--state', '.forewarn');
    expect(checked.code).toBe(0);
    expect(checked.out).toContain('people report it, no check of ours sees it (2 reports in the last day');
    const evidence = join(lab.cwd, '.forewarn', 'evidence', 'order-book');
    const kept = readdirSync(evidence).map((file) => readFileSync(join(evidence, file), 'utf8'));
    expect(kept.filter((text) => text.includes('Caller 17'))).toHaveLength(1);
    const table = join(lab.cwd, '.forewarn', 'table');
    const files = readdirSync(table, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    expect(files.length).toBeGreaterThan(0);
    for (const one of files)
      expect(readFileSync(join(one.parentPath, one.name)).includes('Caller 17')).toBe(false);
    const erase = (...what: string[]) =>
      forewarn('history', 'erase', 'order-book', ...what, '--why', 'asked for', '--by', 'Ana');
    expect(await erase('--signals', 'refund')).toMatchObject({ code: 2 });
    expect(await erase('--older-than', '1d')).toMatchObject({ code: 2 });
    expect((await erase('--signals', 'order')).out).toContain('erased: payloads 2,');
    const left = readdirSync(evidence).map((file) => readFileSync(join(evidence, file), 'utf8'));
    expect(left.filter((text) => text.includes('Caller 17') || text.includes('again'))).toEqual([]);
    expect(await forewarn('history', 'verify')).toMatchObject({ code: 0 });
  });

  it('POST /v1/signals counts it, as the contract says, and refuses what is none', async () => {
    const { journeys } = createMemoryStores();
    const calendar = { kind: 'simulated' as const, now: () => NOW };
    const sources = {
      hear: async (journey: string, text: string, by: string) =>
        journey === 'order'
          ? hearSignal({ journeys, calendar }, { journey, partner: 'order-book', text, by })
          : null,
    } as unknown as PageSources;
    const api = createApi(sources, processDoor('127.0.0.1:4280'));
    const post = async (body: string) => {
      const headers = { host: '127.0.0.1:4280', 'content-type': 'application/json' };
      const answer = await api.request('/v1/signals', { method: 'POST', headers, body });
      const text = await answer.text();
      expectConforms('POST /v1/signals', answer.status, text);
      return [answer.status, JSON.parse(text)];
    };
    await post(JSON.stringify({ journey: 'order', text: 'no amount' }));
    expect(await post(JSON.stringify({ journey: 'order', text: 'no amount' }))).toEqual([
      200,
      { journey: 'order', hour: '2026-11-22T10:00:00.000Z', count: 2 },
    ]);
    expect((await post(JSON.stringify({ journey: 'other', text: 'x' })))[0]).toBe(404);
    expect((await post(JSON.stringify({ journey: 'order', text: ' ' })))[0]).toBe(400);
    expect((await post(JSON.stringify({ journey: 'order', text: 'x'.repeat(4001) })))[0]).toBe(400);
    expect((await post(JSON.stringify({ journey: 'order', text: 'x'.repeat(30_000) })))[0]).toBe(413);
    expect((await post('no JSON'))[0]).toBe(422);
    expect(await journeys.signals('order', NOW.toISOString())).toEqual([
      { hour: '2026-11-22T10:00:00.000Z', count: 2 },
    ]);
  });

  it('takes nothing from nobody behind a gateway', async () => {
    const { newProcess } = await openPeopleWorld();
    const { journeys } = createMemoryStores();
    const ask = newProcess(undefined, { journeys });
    const body = JSON.stringify({ journey: 'order', text: 'x' });
    const asked = {
      method: 'POST',
      path: '/v1/signals',
      body,
      headers: { 'content-type': 'application/json' },
    };
    expect((await ask({ ...asked, authorizer: null })).statusCode).toBe(401);
    expect((await ask(asked)).statusCode).toBe(404);
  });
});
