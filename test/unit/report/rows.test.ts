import { describe, expect, it } from 'vitest';
import { rowsOf } from '../../../src/core/report/rows.ts';
import { rendered } from './rendered.ts';
import { aFinding, aReport, SURROUNDINGS } from './reports.ts';

const thousand = Array.from({ length: 1_000 }, (_, index) =>
  aFinding({
    subject: `GET /orders/${index} response 200 application/json ${index === 500 ? '' : '/data/*'}/total`,
    operation: { method: 'GET', path: `/orders/${index}`, operationId: `getOrder${index}` },
    message: index === 500 ? '`total` is gone.' : '`data[].total` is gone.',
    effect: index === 700 ? 'breaks' : index % 2 ? 'none' : 'may-break',
    fingerprint: String(index).padStart(32, '0'),
  }),
);

describe('rows', () => {
  it('make one of a change that a thousand operations share', () => {
    const [row, ...others] = rowsOf(thousand);
    expect(others).toEqual([]);
    expect(row?.operations).toHaveLength(1_000);
    expect(row?.fingerprints).toHaveLength(1_000);
    expect(row).toMatchObject({ effect: 'breaks', message: '`total` is gone.' });
    expect(row?.operations[0]).toMatchObject({ key: 'GET /orders/700', effect: 'breaks' });
    expect(row?.operations.at(-1)?.effect).toBe('none');
  });

  it('print it as one line that says how many it reaches', () => {
    const lines = rendered(aReport(thousand), 'human', SURROUNDINGS).split('\n');
    const told = lines.filter((line) => line.includes('is gone'));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('getOrder700 and 999 more operations');
  });

  it('list an operation once, with every place in it', () => {
    const at = (location: string) =>
      aFinding({ subject: `GET /orders response 200 application/json ${location}` });
    const [row] = rowsOf([at('/a/total'), at('/b/total')]);
    expect(row?.operations).toEqual([
      expect.objectContaining({
        key: 'GET /orders',
        subjects: [at('/a/total').subject, at('/b/total').subject],
      }),
    ]);
  });

  it.each([
    ['rule', { rule: 'response-optional-property-removed' }],
    ['severity', { severity: 'warning' }],
    ['place before', { pointer: { baseline: '#/other', observed: null } }],
    ['place after', { pointer: { baseline: aFinding().pointer.baseline, observed: '#/other' } }],
    ['arguments', { args: { property: 'sum' } }],
    ['being ignored', { suppressed: true }],
    ['environment', { environment: 'sandbox' }],
  ] as const)('keep apart what differs in %s', (_, more) => {
    expect(rowsOf([aFinding(), aFinding(more)])).toHaveLength(2);
  });

  it('keep apart what has no place, by subject', () => {
    const nowhere = { pointer: { baseline: null, observed: null } };
    const other = 'GET /items response 200 application/json /total';
    expect(rowsOf([aFinding(nowhere), aFinding(nowhere)])).toHaveLength(1);
    expect(rowsOf([aFinding(nowhere), aFinding({ ...nowhere, subject: other })])).toHaveLength(2);
  });

  it('have the witness of the worst, else of any', () => {
    const witness = { instance: {}, acceptedBy: 'observed', refusedBy: 'baseline', because: 'x' } as const;
    expect(rowsOf([aFinding(), aFinding({ proof: 'witness', witness })])[0]).toMatchObject({
      proof: 'witness',
      witness,
    });
  });

  it('count places that are not listed', () => {
    expect(rowsOf([aFinding({ alsoAt: 7 }), aFinding()])[0]?.alsoAt).toBe(7);
  });
});
