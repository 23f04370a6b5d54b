import { verify } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { verifyLedger } from '../../../src/app/verify-ledger.ts';
import { canonicalJson } from '../../../src/core/canonical-json.ts';
import { parseEntry } from '../../../src/core/ledger/parse-entry.ts';
import type { EntryBody } from '../../../src/core/ledger/types.ts';
import { setStage } from '../../../src/local/story/stage.ts';
import { missingSteps, stepsOf } from '../../../src/local/story/steps.ts';
import { tellStory } from '../../../src/local/story/tell.ts';
import { sumOf } from '../runner/measured.ts';
import { setStory } from './set-story.ts';
import { createStoryRepository } from './story-repository.ts';

const LAST_DAY = 20;
const story = await setStory();
afterAll(() => story.close());

test('the story of the samples, by the functions as they are deployed', { timeout: 180_000 }, async () => {
  const registered = await story.register();
  expect(registered).toMatchObject({ code: 0, err: '' });
  expect(story.account.holdings.schedules.size).toBe(4);

  const held = new Map<string, number>();
  let lived = 0;
  let missing = missingSteps(stepsOf(await story.entries()));
  for (let day = 0; day <= LAST_DAY && missing.length > 0; day++) {
    await story.live(day);
    lived++;
    for (const change of await waiting()) {
      const since = held.get(change) ?? day;
      held.set(change, since);
      if (day > since) await release(change);
    }
    missing = missingSteps(stepsOf(await story.entries()));
  }

  expect(missing).toEqual([]);
  const { holdings } = story.account;
  const sent = holdings.sent.map(({ notice }) => notice);
  const entries = await story.entries();
  const due = entries.flatMap(({ notices }) => notices);
  expect(new Set(sent).size).toBe(sent.length);
  const told = entries.flatMap(sentBy).sort();
  expect([...sent, ...story.webhooks()].sort()).toEqual(told);
  expect(due.map(({ id }) => id).sort()).toEqual(told);
  const verified = await verifyLedger(story.stores);
  expect(verified.map(({ partner, ok }) => [partner, ok])).toEqual([
    ['acme-pay', true],
    ['city-geo', true],
    ['civic-id', true],
  ]);
  expect(courseOf(entries)).toEqual(courseOf(await courseOnOneMachine()));
  const page = await (await story.asPerson('/changes/ACME-PAY-1')).text();
  expect(page).toContain('integer, required (#/components/schemas/Charge/properties/amount_captured)');
  expect(page).toContain('there: absent; names in the same object: amount, ');
  expect(page).not.toContain('not at hand');
  for (const queue of holdings.queues.list())
    expect([queue.definition.name, queue.bodies()]).toEqual([queue.definition.name, []]);
  expect(await signedDays()).toBe(lived);
  expect(sumOf(story.measurements(), 'Faults')).toBe(0);
  expect(sumOf(story.measurements(), 'NoticesSent')).toBe(told.length);
});

/** What became so, in its order for each partner: everything but times, and who is told where. */
function courseOf(entries: readonly EntryBody[]): string[] {
  const changes = entries.flatMap(({ partner, transitions }) =>
    transitions
      .filter(({ type }) => type !== 'day' && type !== 'attempted' && type !== 'released')
      .map((one) => `${partner} ${JSON.stringify(one)}`),
  );
  const notices = entries.flatMap(({ partner, notices }) =>
    notices.map(({ id: _id, contact: _contact, ...one }) => `${partner} ${JSON.stringify(one)}`),
  );
  return [...changes, ...notices];
}

/** The ledgers of the same story as `npm start` tells it. */
async function courseOnOneMachine(): Promise<EntryBody[]> {
  const dir = join(story.folder, 'one-machine');
  const cwd = createStoryRepository(new Map());
  const stage = await setStage({ dir, cwd, fresh: true, toolVersion: '0.1.0' });
  try {
    const { signal } = new AbortController();
    expect(await tellStory(stage, { say: () => undefined, colour: false, dayMs: 0, signal })).toEqual([]);
    const entries: EntryBody[] = [];
    for (const partner of await stage.ports.ledger.partners())
      for await (const entry of stage.ports.ledger.entries(partner)) entries.push(parseEntry(entry));
    return entries;
  } finally {
    await stage.close();
    rmSync(cwd, { recursive: true });
  }
}

/** Checkpoints whose signature verifies, and whose heads are in the ledgers. */
async function signedDays(): Promise<number> {
  const { checkpoints, ledger } = story.stores;
  const key = story.account.holdings.keys[0]?.publicKey;
  let days = 0;
  for (let day = Date.parse('2026-11-02'); ; day += 86_400_000) {
    const text = await checkpoints.read(new Date(day).toISOString().slice(0, 10));
    if (text === null || !key) return days;
    const { checkpoint, signature } = JSON.parse(text);
    expect(
      verify('sha256', Buffer.from(canonicalJson(checkpoint)), key, Buffer.from(signature, 'base64')),
    ).toBe(true);
    for (const [partner, { seq, hash }] of Object.entries<{ seq: number; hash: string }>(checkpoint.heads))
      for await (const entry of ledger.entries(partner, seq - 1)) {
        expect([entry.seq, entry.hash]).toEqual([seq, hash]);
        break;
      }
    days++;
  }
}

function sentBy({ transitions }: EntryBody): string[] {
  return transitions.flatMap((one) =>
    one.type === 'attempted' && one.outcome === 'sent' ? [one.notice] : [],
  );
}

/** Changes whose notice to the partner waits for a person. */
async function waiting(): Promise<string[]> {
  const entries = await story.entries();
  const released = new Set(
    entries.flatMap(({ transitions }) =>
      transitions.flatMap((one) => (one.type === 'released' ? one.notices : [])),
    ),
  );
  const held = entries.flatMap(({ notices }) => notices).filter((one) => one.held && !released.has(one.id));
  return [...new Set(held.flatMap(({ change }) => change ?? []))];
}

async function release(change: string): Promise<void> {
  const answer = await story.asPerson(`/v1/changes/${change}/release`, {});
  expect([change, answer.status, await answer.text()]).toEqual([
    change,
    200,
    expect.stringContaining(change),
  ]);
  await story.settle();
}
