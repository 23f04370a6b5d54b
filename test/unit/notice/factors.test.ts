import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { renderNotice } from '../../../src/core/report/notice/notice.ts';
import { anAgreement } from '../lifecycle/look-fixture.ts';
import { sentence } from './sentence.ts';

const GOLDEN = new URL('../../golden/notices/', import.meta.url);
const WAITED = { at: '2026-11-01T06:00:00.000Z', releasedAt: '2026-11-09T06:00:00.000Z' };

/** A kept notice, of a change whose notice to the partner waited for a release. */
function noticeOf(name: string) {
  const { state, due, journeys } = JSON.parse(readFileSync(new URL(`${name}/input.json`, GOLDEN), 'utf8'));
  const waiting = { ...due, id: 'waited', held: true, side: 'theirs' };
  const notices = { ...state.notices, waited: { due: waiting, sentAt: null, ...WAITED } };
  const input = { agreement: anAgreement(), state: { ...state, notices }, due, journeys };
  return renderNotice({ ...input, messageOf: sentence });
}

const kindsOf = ({ data }: ReturnType<typeof noticeOf>) =>
  (data.factors as { kind: string; evidence: unknown[] }[] | undefined)?.map(({ kind }) => kind) ?? [];

describe('what contributed, in notices', () => {
  it('is told to ours with its evidence, people among it; to theirs without', () => {
    const ours = noticeOf('ours-announce');
    const theirs = noticeOf('theirs-undocumented');
    expect(kindsOf(ours)).toContain('people');
    expect(ours.text).toContain('people: The notice to the partner waited for a release.');
    expect(kindsOf(theirs)).not.toContain('people');
    expect(kindsOf(theirs)).toContain('technology');
    expect(theirs.text).toContain('Earlier: A comparison of answers and document with each release');
    expect(`${theirs.text}${JSON.stringify(theirs.data)}`).not.toMatch(/waited for a release|second person/);
  });

  it('is no part of what says that something is over, nor of a summary', () => {
    const names = readdirSync(GOLDEN).filter((name) => /resolved|retracted|accepted|summary/.test(name));
    expect(names.length).toBeGreaterThan(4);
    for (const name of names) expect([name, kindsOf(noticeOf(name))]).toEqual([name, []]);
  });
});
