import { expect, it } from 'vitest';
import { partnerViews } from '../../src/app/partner-views.ts';
import { collect } from '../app/ledger-fixture.ts';
import { openDeployedWorld } from '../lambdas/deployed-world.ts';
import { openPeopleWorld } from '../lambdas/people-world.ts';
import { samplePage, sampleSources, sampleState } from './sample.ts';

it('the first page leads to the partners that are not on it', async () => {
  const world = await openPeopleWorld();
  const names = Array.from({ length: 60 }, (_, number) => `partner-${String(number).padStart(2, '0')}`);
  for (const name of names) await world.register(name, 'environments: { sandbox: https://s.example }');
  const first = (await world.ask({ path: '/partners' })).body;
  expect(first).toContain('50 of all partners');
  expect(first).toContain('<a href="/partners?after=partner-48">More partners</a>');
  const rest = (await world.ask({ path: '/partners', query: 'after=partner-48' })).body;
  expect(
    [...rest.matchAll(/<th scope="row"><a href="\/partners\/([^"]+)"/g)].map((match) => match[1]),
  ).toEqual(names.slice(49));
  expect(rest).not.toContain('More partners');
});

it('a partner whose agreement cannot be read does not hide the others', async () => {
  const world = openDeployedWorld();
  for (const name of ['acme-pay', 'city-geo'])
    await world.register(name, 'environments: { a: https://a.example }');
  const broken = world.registry.records.get('acme-pay');
  if (broken) broken.contract = { ...broken.contract, agreement: { partner: 'acme-pay', limits: 'many' } };
  const { views, next } = await partnerViews(world.sweeping, null);
  expect(views.map(({ agreement }) => agreement.partner)).toEqual(['city-geo']);
  expect(next).toBeNull();
  expect(world.said('an agreement cannot be read')).toMatchObject([{ partner: 'acme-pay' }]);
});

it('a long ledger is shown in pieces, the newest first', async () => {
  const { sources } = sampleSources();
  const view = await sources.partner('acme-pay');
  const state = { ...sampleState(), seq: 450 };
  const page = samplePage({
    partner: async () => view && { ...view, state },
    async *history(_partner, after) {
      const [record] = await collect(sources.history('acme-pay', 0));
      for (let seq = after + 1; seq <= 450; seq++) if (record) yield { ...record, seq };
    },
  });
  const shown = async (query: string) => {
    const text = await (await page.ask(`/history?partner=acme-pay${query}`)).text();
    const entries = [...text.matchAll(/<th scope="row">acme-pay (\d+)<\/th>/g)].map((match) =>
      Number(match[1]),
    );
    return {
      first: entries[0],
      last: entries.at(-1),
      earlier: /href="[^"]*(&amp;before=\d+)#entries"/.exec(text)?.[1]?.replace('&amp;', '&'),
    };
  };
  expect(await shown('')).toEqual({ first: 450, last: 251, earlier: '&before=251' });
  expect(await shown('&before=251')).toEqual({ first: 250, last: 51, earlier: '&before=51' });
  expect(await shown('&before=51')).toEqual({ first: 50, last: 1, earlier: undefined });
  expect(await shown('&before=x')).toMatchObject({ first: 450 });
});

it('counts the days that are left from today, not from the last entry', async () => {
  const { sources } = sampleSources();
  const view = await sources.partner('acme-pay');
  const state = { ...sampleState(), at: '2026-11-13T10:00:00.000Z' };
  const life = state.drifts.one?.environments.sandbox;
  if (!view || !life) throw new Error('the sample has no such difference');
  const coming = { on: '2026-12-20', known: 'sunset header' } as const;
  life.facts = { ...life.facts, cell: 'announced', inForce: false, coming };
  const page = samplePage({}, [{ ...view, state }]);
  for (const path of ['/changes/ACME-PAY-1', '/partners/acme-pay'])
    expect(await (await page.ask(path)).text(), path).toContain('It takes effect on 2026-12-20 (in 30 days)');
});
