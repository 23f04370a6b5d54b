import { describe, expect, it } from 'vitest';
import { openSamples, type ReportedFinding } from './sample-world.ts';

const touching = (findings: readonly ReportedFinding[]) =>
  findings.filter(({ effect }) => effect !== 'none').map(({ rule, subject }) => `${rule} ${subject}`);

describe('on the first day', () => {
  it('Swift Ship agrees, and has announced where its key moves', async () => {
    const world = await openSamples('swift-ship');
    const { code, report } = await world.check('swift-ship', '--env', 'sandbox');

    expect(code).toBe(0);
    expect(report.checks).toMatchObject([
      {
        verdict: 'changing',
        sources: { documents: 'agrees', live: 'agrees', pacts: 'agrees', headers: 'changing' },
        coverage: { used: 4, exercised: 4 },
      },
    ]);
    expect(report.findings.map(({ rule, effect }) => [rule, effect])).toEqual([
      ['change-heard', 'may-break'],
    ]);
    expect(report.coming).toMatchObject([
      { operation: 'createLabel', on: '2027-03-31', known: 'agreement', late: false },
    ]);
  });

  it('Civic ID agrees, without a pact', async () => {
    const world = await openSamples('civic-id');
    const { code, report } = await world.check('civic-id');

    expect([code, report.findings, report.coming]).toEqual([0, [], []]);
    expect(report.checks).toMatchObject([
      {
        verdict: 'agrees',
        sources: { documents: 'agrees', live: 'agrees', pacts: 'not-configured', headers: 'agrees' },
        coverage: { used: 4, exercised: 4 },
      },
    ]);
  });

  it('Ledger Core differs from its own document, and all of it is known', async () => {
    const world = await openSamples('ledger-core');
    const first = await world.check('ledger-core');
    const second = await world.cli('check', 'ledger-core', '--state', '.forewarn', '--allow-private');

    expect(first.code).toBe(0);
    expect(first.report.checks).toMatchObject([{ verdict: 'agrees', coverage: { used: 6, exercised: 6 } }]);
    expect(first.report.findings.map(({ subject }) => subject.split(' ').slice(0, 2).join(' '))).toEqual([
      ...Array(4).fill('GET /api/accounts'),
      ...Array(3).fill('GET /api/accounts/{}'),
      ...Array(3).fill('GET /api/trial-balance'),
      ...Array(3).fill('GET /api/periods'),
      ...Array(2).fill('GET /api/cost-centres'),
    ]);
    expect(second.code).toBe(0);
    expect(second.out).toContain('2 ignored or accepted');
    expect(second.out).toContain('✓ ledger-core production agrees');
  });

  it('Ledger Core would alarm at the two places that we read, were they not accepted', async () => {
    const world = await openSamples('ledger-core');
    world.edit('contracts/ledger-core/agreement.yaml', (text) =>
      text.replace(/policy:\n {2}accepted:\n(?: {4}.*\n)+/, ''),
    );
    await world.check('ledger-core');
    const { code, report } = await world.check('ledger-core');

    expect(code).toBe(1);
    expect(touching(report.findings)).toEqual([
      'response-property-enum-value-added GET /api/accounts response 200 application/json /items/*/kind',
      'response-property-type-changed GET /api/cost-centres response 200 application/json /items/*/active',
    ]);
  });
});
