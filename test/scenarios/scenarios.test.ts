import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { labelCells } from './page.ts';
import { type Played, play } from './play.ts';
import { readScenarios, type Scenario } from './scenario.ts';
import { scoreOf } from './score.ts';

const SCENARIOS = readScenarios();
const scenario = (name: string): Scenario => {
  const found = SCENARIOS.find((one) => one.name === name);
  if (!found) throw new Error(`there is no scenario ${name}`);
  return found;
};

/** One of each kind of answer; all of them are in the lane `npm run test:scenarios`. */
const SAMPLE = [
  'a field that we do not read goes',
  'an operation that we use goes without a word',
  'a version is published and taken back',
  'our credential may not call any more',
  'production answers otherwise than we document, where they do not look',
  'a field that we read goes from what they send; the document says so first',
  'a field that they read goes from what we send; our document says so first',
];

describe('labelled scenarios', () => {
  it('are many, of both directions, of all kinds of truth, each with a name of its own', () => {
    const names = new Set(SCENARIOS.map(({ name }) => name));
    const count = (is: (one: Scenario) => boolean) => SCENARIOS.filter(is).length;
    expect(names.size).toBe(SCENARIOS.length);
    expect(SCENARIOS.length).toBeGreaterThanOrEqual(60);
    expect(count(({ direction }) => direction === 'ours')).toBeGreaterThanOrEqual(20);
    expect(count(({ label }) => !label.breaks)).toBeGreaterThanOrEqual(40);
    expect(count(({ label }) => label.breaks && label.shown === null)).toBeGreaterThanOrEqual(5);
    expect(count(({ label }) => label.breaks && label.about === undefined)).toBe(0);
  });

  it.each(SAMPLE)('%s', async (name) => {
    const one = scenario(name);
    expect(scoreOf(one, await play(one)).faults).toEqual([]);
  });

  it('are not met by what the label does not say', async () => {
    const one = scenario('a field that we read goes, a week earlier in the sandbox');
    const played = await play({
      ...one,
      days: { 1: { sandbox: 'next' }, 3: { production: 'next' } },
      until: 3,
    });
    const right: Scenario['label'] = { ...one.label, shown: ['sandbox', 1], production: 3 };
    const faults = (label: Partial<Scenario['label']>) => faultsOf(one, { ...right, ...label }, played);
    expect(faults({})).toEqual([]);
    expect(faults({ breaks: false })).toContain(
      'told of GET /v1/bookings/{} response 200 application/json /weight',
    );
    expect(faults({ about: ['GET /v1/rates'] })).toContain('never announced');
    expect(faults({ production: 1 })).toContain('announced when production had it');
    expect(faults({ shown: ['document', 2] })).toContain('announced on day 1, before anything showed it');
    expect(faults({ over: 2 })).toEqual(['TIDE-1 is open still', 'nobody heard the end']);
    expect(faults({ theirs: 'nothing' })).toEqual(['theirs: held, not nothing']);
    expect(faults({ blind: true })).toEqual(['no notice of the step blind']);
  });

  it('stand in the docs, each with its label', () => {
    const page = readFileSync(new URL('../../docs/scenarios.md', import.meta.url), 'utf8');
    const rows = page
      .split('\n')
      .filter((line) => line.startsWith('| '))
      .slice(2);
    const labels = rows.map((row) => row.slice(2).split(' | ').slice(0, 5));
    expect(labels).toEqual(SCENARIOS.map(labelCells));
    const missed = rows.flatMap((row) =>
      row.includes('**not as promised**') ? [row.slice(2).split(' | ')[0]] : [],
    );
    expect(missed).toEqual(SCENARIOS.flatMap(({ known, name }) => (known ? [name] : [])));
  });
});

function faultsOf(one: Scenario, label: Scenario['label'], played: Played): string[] {
  return scoreOf({ ...one, label }, played).faults;
}
