import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HistoryAnswer, StatusAnswer } from '../../../web/api.ts';
import type { ChangeAnswer, ComingAnswer, TodayAnswer } from '../../../web/api-changes.ts';
import { AUDIT } from './audit.ts';
import { manyChanges } from './many.ts';
import { type Browser, openBrowser } from './open-browser.ts';
import type { Tab } from './tab.ts';
import { serveLedger, serveSources } from './world.ts';

const PAGES = ['/', '/coming', '/partners', '/partners/acme-pay', '/changes/ACME-PAY-1', '/history'];

/** Those that have all that is coloured. */
const DARK = ['/', '/changes/ACME-PAY-1'];

const opened = await openBrowser();
if (!opened)
  console.info(
    'the page in a real browser: skipped, none starts here (CHROMIUM_PATH names one, see CONTRIBUTING.md)',
  );

/** What of the page is shown of something, without its tags. */
const texts = (tab: Tab, selector: string) =>
  tab.read<string[]>(
    `[...document.querySelectorAll(${JSON.stringify(selector)})].map((one) => one.textContent.replace(/\\s+/g, ' ').trim())`,
  );
const plain = (text: string) => text.replaceAll('`', '').replace(/\s+/g, ' ').trim();

describe.skipIf(!opened)('the page in a real browser', () => {
  const browser = opened as Browser;
  let ledger: Awaited<ReturnType<typeof serveLedger>>;
  let many: Awaited<ReturnType<typeof serveSources>>;
  beforeAll(async () => {
    ledger = await serveLedger();
    many = await serveSources(await manyChanges(500));
  });
  afterAll(async () => {
    await browser?.close();
    await Promise.all([ledger?.close(), many?.close()]);
  });
  const api = async <Answer>(path: string) =>
    (await (await fetch(`${ledger.url}/v1${path}`)).json()) as Answer;

  it.each<[string, number, boolean]>([
    ['a phone of 320 px', 320, false],
    ['a tablet', 900, false],
    ['a wide screen', 1280, false],
    ['a wide screen in the dark', 1280, true],
  ])('holds on %s, with 500 changes, very long names and hostile words', async (_name, width, dark) => {
    const tab = await browser.tab(width, { dark });
    const problems: string[] = [];
    for (const { url } of width === 320 ? [many, ledger] : [many])
      for (const path of dark ? DARK : PAGES) {
        await tab.go(`${url}${path}`);
        for (const one of await tab.read<string[]>(AUDIT)) problems.push(`${path}: ${one}`);
      }
    expect(problems).toEqual([]);
    await tab.go(`${many.url}/`);
    expect(await texts(tab, 'h1, .step .what')).toContainEqual(expect.stringContaining('<script>alert(1)'));
  });

  it('is looked at by what notices what does not hold', async () => {
    const tab = await browser.tab(320);
    const bad = `<html lang="en"><meta name="viewport" content="width=device-width"><body><main><h1>a</h1><h3 style="width:900px">b</h3><input name="x"><p id="y" class="z">c</p>
<table id="y"></table><button></button><a style="color:#aaa;background:#fff" href="#">faint</a></main></body></html>`;
    await tab.go(`data:text/html,${encodeURIComponent(bad)}`);
    const problems = await tab.read<string[]>(AUDIT);
    for (const one of [
      'sideways',
      'left out',
      'no label',
      'says nothing',
      'caption',
      'id twice',
      'too faint',
      'no footer',
      'must not be there',
    ])
      expect(problems).toContainEqual(expect.stringContaining(one));
  });

  it('shows on Today and Coming what the API says', async () => {
    const tab = await browser.tab(1280);
    await tab.go(`${ledger.url}/`);
    const { steps } = await api<TodayAnswer>('/today');
    expect(steps.length).toBeGreaterThan(2);
    expect(await texts(tab, '.step .what')).toEqual(steps.map(({ what }) => plain(what)));
    const by = steps.map((one) => (one.when === 'now' ? 'now' : one.by === null ? '' : `by ${one.by}`));
    const shown = await texts(tab, '.step .by');
    expect(shown.map((text) => text.replace(/ \(.*\)$/, ''))).toEqual(by);
    await tab.go(`${ledger.url}/coming`);
    const { coming } = await api<ComingAnswer>('/coming');
    expect(coming.map(({ on }) => on)).toContain('2027-06-01');
    expect(await texts(tab, 'main table:first-of-type tbody th')).toEqual(
      coming.map(({ on }) => on ?? 'no date known'),
    );
    expect(await texts(tab, '[data-label="Days left"]')).toEqual(
      coming.map(({ daysLeft }) => (daysLeft === null ? '–' : `${daysLeft} days`)),
    );
    expect(await texts(tab, '[data-label="For us"]')).toEqual(
      coming.map(({ timing, on }) => (on === null ? '–' : timing === 'in-time' ? 'in time' : timing)),
    );
  });

  it('shows of a partner, a change and the history what the API says', async () => {
    const tab = await browser.tab(1280);
    await tab.go(`${ledger.url}/partners/acme-pay`);
    const [status] = (await api<StatusAnswer>('/status')).partners;
    const facts = await texts(tab, '.facts dd');
    expect(facts[2]).toContain(status?.line.next ?? 'none known');
    expect(facts[3]).toBe([...(status?.line.waitsFor.ours.map((one) => `us: ${one}`) ?? [])].join(', '));
    expect(await texts(tab, '#open ~ article h3')).toEqual(status?.open.toReversed());
    await tab.go(`${ledger.url}/changes/ACME-PAY-1`);
    const change = await api<ChangeAnswer>('/changes/ACME-PAY-1');
    expect(change.evidence).toMatchObject([
      { agreed: ['there', expect.stringContaining('integer, required')] },
    ]);
    expect(await texts(tab, '[data-label="Agreed"]')).toEqual(
      change.evidence.map(({ agreed }) => agreed.join('')),
    );
    const told = new Set(change.notices.map(({ subject, text }) => plain(`Subject: ${subject} ${text}`)));
    const read = await tab.read<string[]>(
      `[...document.querySelectorAll('pre')].map((one) => one.textContent)`,
    );
    expect(new Set(read.map(plain))).toEqual(told);
    await tab.go(`${ledger.url}/history?partner=acme-pay`);
    const { entries } = await api<HistoryAnswer>('/partners/acme-pay/history');
    const hashes = await tab.read<string[]>(
      `[...document.querySelectorAll('[data-label=Hash] code')].map((one) => one.title)`,
    );
    expect(hashes).toEqual(entries.map(({ hash }) => hash).toReversed());
    expect(await texts(tab, '#verified ~ ul .badge')).toEqual(['holds']);
  });

  it('lets a person release, hold and drop by the keyboard alone', async () => {
    const tab = await browser.tab(1280);
    const focused = (what: string) => tab.read<string>(`(document.activeElement ?? document.body).${what}`);
    /** Goes on by Tab until what is focused fits; each place must show that it is. */
    const tabTo = async (isIt: string) => {
      for (let steps = 0; steps < 80; steps++) {
        await tab.press('Tab');
        const outline = `getComputedStyle(document.activeElement).outlineStyle`;
        expect(await tab.read(outline), await focused('outerHTML')).not.toBe('none');
        if (await tab.read<boolean>(`document.activeElement.matches(${JSON.stringify(isIt)})`)) return;
      }
      throw new Error(`no way by Tab to ${isIt}`);
    };
    await tab.go(`${ledger.url}/`);
    await tab.press('Tab');
    expect(await focused('textContent')).toBe('To the content');
    await tab.press('Enter');
    expect(await focused('id')).toBe('main');
    await tabTo('a[href="/changes/ACME-PAY-1#decide"]');
    await tab.leading(() => tab.press('Enter'));
    await tabTo('form[action$="/drop"] [name=by]');
    await tab.type('Ada');
    await tabTo('form[action$="/drop"] [name=why]');
    await tab.press('Enter'); // without a reason nothing is sent
    await tab.type('they were told by telephone');
    await tab.leading(() => tab.press('Enter'));
    expect(await texts(tab, '#theirs ~ article li')).toContainEqual(
      expect.stringMatching(/dropped .*: they were told by telephone$/),
    );
    const dropped = await api<ChangeAnswer>('/changes/ACME-PAY-1');
    expect(dropped.notices.filter(({ side }) => side === 'theirs').map(({ fate }) => fate)).toEqual([
      'dropped',
      'dropped',
    ]);

    await tab.go(`${ledger.url}/changes/ACME-PAY-2`);
    await tabTo('form[action$="/hold"] [name=until]');
    await tab.press(...'12242026');
    await tabTo('form[action$="/hold"] [name=why]');
    await tab.type('they are away');
    await tabTo('form[action$="/hold"] button');
    await tab.leading(() => tab.press('Enter'));
    expect(await texts(tab, '.decide > p')).toContain('Kept back until 2026-12-24: they are away');

    await tabTo('form[action$="/release"] [name=by]');
    await tab.type('Ada');
    await tabTo('form[action$="/release"] button');
    await tab.leading(() => tab.press('Space'));
    expect(await texts(tab, '#decide')).toEqual([]);
    const { entries } = await api<HistoryAnswer>('/partners/acme-pay/history');
    expect(entries.slice(-3).map((one) => [one.by.id, one.lines.at(-1)])).toEqual([
      ['Ada', 'ACME-PAY-1: 2 notices dropped: they were told by telephone'],
      ['the page', 'ACME-PAY-2: what waits is kept back until 2026-12-24: they are away'],
      ['Ada', 'ACME-PAY-2 released: 2 notices may leave'],
    ]);
  });
});
