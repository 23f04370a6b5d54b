import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { parseEntry } from '../../src/core/ledger/parse-entry.ts';
import type { EntryBody, NoticeDue, Transition } from '../../src/core/ledger/types.ts';
import { openStore } from '../../src/local/open-store.ts';
import { runCli } from '../cli/run-cli.ts';
import { readMail } from './mail.ts';
import { rowsOf, SAME_ON_THE_PAGE } from './story-page.ts';
import { ROOT } from './world.ts';

// The whole story, as `npm start` tells it; what follows reads what it printed and what it kept.

const folder = mkdtempSync(join(tmpdir(), 'forewarn-story-'));
const dir = join(folder, 'data');
const ended = new AbortController();
let told = '';
const entries: EntryBody[] = [];
let serving: Promise<void>;

beforeAll(async () => {
  let done: () => void = () => undefined;
  const isTold = new Promise<void>((resolve) => {
    done = resolve;
  });
  serving = run(['start', '--story', '--port', '0', '--state', dir], {
    out: (text) => {
      told += text;
      if (told.includes('\nServing on at ')) done();
    },
    err: (text) => {
      told += text;
    },
    cwd: ROOT,
    env: { FOREWARN_HOME: join(folder, 'home') },
    colour: false,
    setExit: () => done(),
    signal: ended.signal,
  }).then(() => undefined);
  await isTold;
  const store = await openStore({ dir, create: false });
  for (const partner of await store.ledger.partners())
    for await (const entry of store.ledger.entries(partner)) entries.push(parseEntry(entry));
  await store.close();
}, 240_000);

afterAll(async () => {
  ended.abort();
  await serving;
  rmSync(folder, { recursive: true, force: true });
}, 30_000);

/** Every transition of a partner, with the day on which it came. */
function transitionsOf(partner: string): { day: string; one: Transition }[] {
  return entries
    .filter((entry) => entry.partner === partner)
    .flatMap(({ at, transitions }) => transitions.map((one) => ({ day: at.slice(0, 10), one })));
}

/** What of the ledger says of a partner, by type. */
function typesOf(partner: string): string[] {
  return transitionsOf(partner).map(({ one }) => one.type);
}

function noticesOf(partner: string): NoticeDue[] {
  return entries.filter((entry) => entry.partner === partner).flatMap(({ notices }) => notices);
}

/** The lines of one day, without its heading. */
function dayOf(day: number): string {
  return new RegExp(`\\nDay ${day}, \\S+\\n([\\s\\S]*?)(?=\\nDays? \\d|\\n\\n)`).exec(told)?.[1] ?? '';
}

describe('the story', () => {
  it('is told to its end', () => {
    expect(told).toMatch(/\nstory: done\nServing on at http:\/\/127\.0\.0\.1:\d+;/);
    expect(told).not.toContain('did not show');
  });

  it('has noise that stays quiet: what is seen once, and what touches nothing we use', () => {
    expect(dayOf(6)).toMatch(/\? {2}City Geo +production: a difference seen once; looked at again/);
    expect(dayOf(7)).toMatch(/· {2}City Geo +production: what was seen once has gone again; nobody was told/);
    expect(dayOf(7)).toMatch(
      /· {2}Swift Ship +sandbox: their document has changed in nothing that we use: kept, and nobody/,
    );
    expect(dayOf(5)).toMatch(
      /ACME-PAY-2, 3 differences \(breaks us\); 32 touch nothing we use and stay quiet/,
    );
    const retracted = transitionsOf('city-geo').filter(({ one }) => one.type === 'retracted');
    expect(retracted.map(({ day }) => day)).toEqual(['2026-11-09']);
    expect(
      noticesOf('swift-ship')
        .filter(({ change }) => change === null || !/-[12]$/.test(change))
        .map(({ step }) => step),
    ).toEqual(['digest']);
  });

  it('has an outage that is no change, and of which nobody is told', () => {
    expect(dayOf(1)).toMatch(
      /\? {2}City Geo +production: could not be checked, their server failed; no change: nobody is told/,
    );
    expect(dayOf(2)).toMatch(/✓ {2}City Geo +production: can be checked again; agrees with what was agreed/);
    expect(typesOf('ledger-core').filter((type) => type === 'blind')).toHaveLength(2);
    expect(typesOf('ledger-core').some((type) => type === 'suspected' || type === 'confirmed')).toBe(false);
    expect(noticesOf('ledger-core').map(({ step }) => step)).toEqual(['digest']);
  });

  it('has a credential that is refused, told once, and to ours alone', () => {
    const blind = transitionsOf('civic-id').flatMap(({ day, one }) =>
      one.type === 'blind' ? [[day, one.class, one.told]] : [],
    );
    expect(blind).toEqual([
      ['2026-11-04', 'credentials', false],
      ['2026-11-08', 'credentials', true],
    ]);
    const notices = noticesOf('civic-id').filter(({ change }) => change === null);
    expect(notices.map(({ side, step }) => [side, step])).toEqual([
      ['ours', 'blind'],
      ['ours', 'sight'],
    ]);
    expect(dayOf(6)).toMatch(/→ {2}us +Civic ID production: could not be checked/);
    expect(told.match(/→ {2}us +Civic ID production: could not be checked/g)).toHaveLength(1);
  });

  it('has a change that goes again, and whoever was told hears so', () => {
    const steps = noticesOf('city-geo').filter(({ change }) => change === 'CITY-GEO-1');
    expect(steps.map(({ side, step }) => [side, step])).toEqual([
      ['ours', 'announce'],
      ['ours', 'resolved'],
    ]);
    expect(dayOf(10)).toMatch(/✓ {2}City Geo +production: CITY-GEO-1 has gone; whoever was told hears so/);
    expect(dayOf(10)).toMatch(/→ {2}us +\[CITY-GEO-1\] City Geo: as agreed again/);
  });

  it('has an announcement in time, by headers alone, and a late one', () => {
    expect(dayOf(8)).toMatch(
      /! {2}Civic ID +production: CIVIC-ID-1, .* ends on 2027-05-31, by a Sunset header: 202 days left: in time/,
    );
    expect(dayOf(0)).toMatch(
      /! {2}Swift Ship +sandbox, production: SWIFT-SHIP-1, .* will change on 2027-03-31, told to us: 149 days left: in time/,
    );
    expect(dayOf(11)).toMatch(
      /✗ {2}City Geo +production: CITY-GEO-2, .* ends on 2026-11-22, by a Sunset header: 9 days left, fewer than our move takes: late/,
    );
    const published = transitionsOf('civic-id').filter(({ one }) => one.type === 'published');
    expect(published).toHaveLength(1);
  });

  it('has both directions: what we break of theirs is ours to mend, and not told to them by itself', () => {
    expect(dayOf(0)).toMatch(/✓ {2}us +our staging, used by Swift Ship: agrees with what was agreed/);
    expect(dayOf(10)).toMatch(
      /✗ {2}us +our staging, used by Swift Ship: SWIFT-SHIP-2, a difference \(breaks them\)/,
    );
    expect(dayOf(11)).toMatch(/✓ {2}us +our staging, used by Swift Ship: SWIFT-SHIP-2 has gone/);
    const confirmed = transitionsOf('swift-ship').flatMap(({ one }) =>
      one.type === 'confirmed' && one.change === 'SWIFT-SHIP-2' ? [[one.environment, one.drift.cell]] : [],
    );
    expect(confirmed).toEqual([['ours:staging', 'ours-to-mend']]);
    const notices = noticesOf('swift-ship').filter(({ change }) => change === 'SWIFT-SHIP-2');
    expect(new Set(notices.map(({ side }) => side))).toEqual(new Set(['ours']));
  });

  it.each(SAME_ON_THE_PAGE)(
    'shows $thing on its page as on the terminal',
    async ({ told: line, path, row, never }) => {
      const found = line.exec(told)?.groups;
      expect(found).toBeDefined();
      const url = /\nServing on at (http:\/\/127\.0\.0\.1:\d+);/.exec(told)?.[1];
      const answer = await fetch(`${url}${path}`);
      expect(answer.status).toBe(200);
      const rows = rowsOf(await answer.text());
      const wanted = row({ ...found });
      const meant = rows.filter((one) => wanted.every((part) => one.includes(part)));
      expect([wanted, meant.length, meant.length === 0 ? rows : []]).toEqual([wanted, 1, []]);
      if (never) expect(rows.filter((one) => never.test(one))).toEqual([]);
    },
  );

  it('sends nothing to theirs before a person has released it', async () => {
    const released = new Set<string>();
    const early: string[] = [];
    const sides = new Map(entries.flatMap(({ notices }) => notices.map(({ id, side }) => [id, side])));
    for (const { transitions } of entries)
      for (const one of transitions) {
        if (one.type === 'released') for (const id of one.notices) released.add(id);
        if (one.type === 'attempted' && sides.get(one.notice) === 'theirs' && !released.has(one.notice))
          early.push(one.notice);
      }
    expect(early).toEqual([]);
    expect(released.size).toBeGreaterThan(0);
    expect(await readMail(join(dir, 'mailbox', 'theirs'))).toHaveLength(2);
    expect(told).toMatch(/‖ {2}Acme Pay +a notice on ACME-PAY-1 waits for a person on our side/);
  });

  it('ends with what was seen, told and kept, by the ledger', () => {
    const sent = entries.flatMap(({ transitions }) =>
      transitions.filter((one) => one.type === 'attempted' && one.outcome === 'sent'),
    );
    const [ours, theirs] = ['us', 'partners'].map((who) =>
      Number(new RegExp(`(\\d+) messages to ${who}`).exec(told)?.[1]),
    );
    expect((ours ?? 0) + (theirs ?? 0)).toBe(sent.length);
    expect(told).toContain(
      `${theirs} messages to partners, ${theirs} of them released by a person on our side`,
    );
    expect(told).toContain(`${entries.length} entries in 5 chains of hashes`);
    expect(told).toMatch(/ACME-PAY-1, Acme Pay: what touches us reached production on 2026-11-14\./);
    expect(told).toContain('We were told on 2026-11-06: 8 days of warning.');
  });

  it('names commands to type next, and each of them works while it is served', async () => {
    const block = /\nWhat to type next\n([\s\S]*?)\n\n/.exec(told)?.[1] ?? '';
    const commands = block.split('\n').map((line) => /^ {2}forewarn (.*?) +# /.exec(line)?.[1] ?? line);
    expect(commands).toHaveLength(6);
    const outcomes = [];
    for (const command of commands) {
      const { code, out, err } = await runCli(command.split(' '), { cwd: ROOT });
      outcomes.push([command, code, err, out.length > 0]);
    }
    expect(outcomes).toEqual(commands.map((command) => [command, 0, '', true]));
  }, 60_000);

  it('is what the README shows of it', () => {
    const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
    const excerpt = /## What you see\n[\s\S]*?```\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
    const lines = excerpt.split('\n').filter((line) => line.trim() !== '' && line.trim() !== '...');
    expect(lines.length).toBeGreaterThan(20);
    const printed = told.split('\n');
    let at = 0;
    for (const line of lines) {
      const found = printed.indexOf(line, at);
      expect([line, found >= 0]).toEqual([line, true]);
      at = found + 1;
    }
  });
});
