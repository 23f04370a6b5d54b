import { expect, it } from 'vitest';
import { run } from '../../src/cli/run.ts';
import type { Journey } from '../../src/core/agreement/types.ts';
import { createDueWalks } from '../../src/local/due-walks.ts';
import { lookPlan } from '../adapters/look-plan.ts';
import { runCli } from '../cli/run-cli.ts';
import { openLab } from './lab-world.ts';

it('start walks journeys after the looks; the page and status say what suffers', async () => {
  const lab = await openLab({ confirm: 1 });
  lab.partners['pay-desk'].distort([{ operationId: 'getPayment', kind: 'cents', pointer: '/amount' }]);
  const over = new AbortController();
  let [out, err] = ['', ''];
  const io = {
    out: (text: string) => {
      out += text;
    },
    err: (text: string) => {
      err += text;
    },
    cwd: lab.cwd,
    env: { FOREWARN_HOME: `${lab.cwd}/.home` },
    colour: false,
    setExit: () => {},
    signal: over.signal,
  };
  const started = run(['start', '--port', '0', '--allow-private'], io);
  await expect
    .poll(() => out + err, { timeout: 20_000 })
    .toContain('A customer follows an order: does not hold');
  const url = /Page: (\S+)/.exec(out)?.[1] ?? '';
  const overview = await (await fetch(url)).text();
  const own = await (await fetch(`${url}/journeys/order`)).text();
  expect((await fetch(`${url}/journeys/nothing`)).status).toBe(404);
  const status = await runCli(['status'], { cwd: lab.cwd });
  const data = await runCli(['status', '--format', 'json'], { cwd: lab.cwd });
  over.abort();
  await started;
  expect(err).toBe('');
  expect(overview).toContain('<a href="/journeys/order">A customer follows an order</a>');
  for (const text of [overview, own]) {
    expect(text).toContain('all parties green, journey not');
    expect(text).toContain('customers: The customer does not see what was ordered and paid');
    expect(text).toContain('step 3: /amount is not of the same scale as the amount before');
  }
  expect(own).toContain('<a href="/partners/pay-desk">');
  expect(own).toMatch(/<dt>Since<\/dt><dd>.*20\d\d-/);
  expect(status.out).toContain('✗ A customer follows an order: all parties green, journey not, since 20');
  expect(JSON.parse(data.out).journeys).toMatchObject([
    { id: 'order', verdict: 'suffering', allPartiesGreen: true, partners: { 'order-book': 'agrees' } },
  ]);
});

it('a journey is due when each of its partners was looked at since its last walk', () => {
  const { agreement } = lookPlan({ url: 'http://127.0.0.1:1' });
  const agreements = ['one', 'other'].map((partner) => ({ ...agreement, partner }));
  const step = (partner: string) => ({ partner, interaction: null, operation: 'list', expect: [] });
  const journey = (id: string, ...partners: string[]): Journey => ({
    id,
    title: id,
    who: 'staff',
    hurts: 'all of us',
    contact: null,
    steps: partners.map(step),
  });
  const walks = createDueWalks(
    [journey('both', 'one', 'other'), journey('alone', 'one'), journey('elsewhere', 'nobody')],
    agreements,
  );
  const after = (...partners: string[]) =>
    walks.after(partners.map((partner) => ({ partner }))).map(({ id }) => id);
  expect(after('one', 'other')).toEqual(['both', 'alone']);
  expect(after('one')).toEqual(['alone']);
  expect(after('one')).toEqual(['alone']);
  expect(after('other')).toEqual(['both']);
  expect(after('other')).toEqual([]);
});
