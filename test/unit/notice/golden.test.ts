import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { renderNotice } from '../../../src/core/report/notice/notice.ts';
import { anAgreement } from '../lifecycle/look-fixture.ts';
import { sentence } from './sentence.ts';

const GOLDEN = new URL('../../golden/notices/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, GOLDEN), 'utf8');

test.each(readdirSync(GOLDEN))('%s reads as it should', (name) => {
  const { state, due, journeys } = JSON.parse(read(`${name}/input.json`));

  const notice = renderNotice({ agreement: anAgreement(), state, due, journeys, messageOf: sentence });

  expect(`${notice.subject}\n\n${notice.text}`).toBe(read(`${name}/expected.txt`));
  expect(notice.data).toMatchObject({
    schema: 'forewarn.notice/1',
    id: due.id,
    side: due.side,
    step: due.step,
  });
  if (due.side === 'theirs') {
    const shown = `${notice.subject}${notice.text}${JSON.stringify(notice.data)}`;
    for (const { id, title, hurts } of journeys)
      for (const ours of [id, title, hurts]) expect(shown).not.toContain(ours);
    expect(shown).not.toMatch(/shop\.example|breaks us/);
  }
});
