import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/core/json.ts';
import { readStatusJson } from '../../../src/core/status-page/read-json.ts';

const page = { id: 'x', name: 'Acme Pay', url: 'https://status.acme-pay.example' };
const indicator = (word: string, more: { [key: string]: Json } = {}): Json => ({
  page,
  status: { indicator: word, description: 'whatever it says' },
  ...more,
});

describe('the JSON of a status page', () => {
  it.each([
    ['none', 'operational'],
    ['minor', 'degraded'],
    ['major', 'partial-outage'],
    ['critical', 'major-outage'],
    ['maintenance', 'maintenance'],
  ])('indicator %s is %s', (word, state) => {
    expect(readStatusJson(indicator(word))?.state).toBe(state);
  });

  it.each([
    ['operational', 'operational'],
    ['degraded', 'degraded'],
    ['downtime', 'major-outage'],
    ['maintenance', 'maintenance'],
  ])('aggregate state %s is %s', (word, state) => {
    expect(readStatusJson({ data: { attributes: { aggregate_state: word } }, included: [] })?.state).toBe(
      state,
    );
  });

  it('names open incidents and since when they are, oldest first', () => {
    const incidents: Json[] = [
      { name: 'Late', status: 'identified', created_at: '2026-11-20T10:00:00Z' },
      { name: 'Early', status: 'investigating', started_at: '2026-11-20T11:05:00+02:00', created_at: 'x' },
      { name: 'Over', status: 'resolved', created_at: '2026-11-19T09:00:00Z' },
    ];
    expect(readStatusJson(indicator('minor', { incidents }))).toEqual({
      state: 'degraded',
      since: '2026-11-20T09:05:00.000Z',
      incidents: [
        { title: 'Early', since: '2026-11-20T09:05:00.000Z' },
        { title: 'Late', since: '2026-11-20T10:00:00.000Z' },
      ],
    });
  });

  it('believes a component where the indicator says that all is well', () => {
    const components = [
      { name: 'API', status: 'operational' },
      { name: 'Cards', status: 'partial_outage' },
    ];
    expect(readStatusJson(indicator('none', { components }))?.state).toBe('partial-outage');
  });

  it('takes the worst of incidents that go on', () => {
    const ongoing_incidents = [
      { name: 'A', current_worst_impact: 'degraded_performance' },
      { name: 'B', current_worst_impact: 'full_outage' },
    ];
    expect(readStatusJson({ ongoing_incidents, in_progress_maintenances: [] })?.state).toBe('major-outage');
    expect(readStatusJson({ ongoing_incidents: [], in_progress_maintenances: [{}] })?.state).toBe(
      'maintenance',
    );
    expect(readStatusJson({ ongoing_incidents: [] })?.state).toBe('operational');
  });

  it('keeps ten titles of 100 characters, without what a terminal would obey', () => {
    const incidents = Array.from({ length: 500 }, () => ({ name: `\u001b[2J\u202e${'x'.repeat(5000)}` }));
    const reading = readStatusJson(indicator('major', { incidents }));
    expect(reading?.incidents).toHaveLength(10);
    for (const { title } of reading?.incidents ?? []) expect(title).toMatch(/^\[2J x{1,95}…$/);
  });

  it.each<[string, Json]>([
    ['a list', []],
    ['nothing', {}],
    ['a text', 'operational'],
    ['another word', indicator('__proto__')],
    ['a word that is none', { status: { indicator: { toString: 'none' } } }],
    ['a status that is a text', { status: 'critical' }],
    ['an aggregate that is a list', { data: { attributes: { aggregate_state: ['downtime'] } } }],
    ['incidents without a list', { ongoing_incidents: { length: 3 } }],
  ])('%s is nothing that is known', (_what, json) => {
    expect(readStatusJson(json)).toBeNull();
  });
});
