import { describe, expect, it } from 'vitest';
import { painter } from '../../../src/core/report/paint.ts';
import { partnerLine, renderPartnerLines } from '../../../src/core/report/partner-line.ts';
import { aFinding, aLedger, aLook, anAgreement, anOutage, dayTime } from './look-fixture.ts';

const coverage = (used: number, exercised: number) => ({
  used,
  exercised,
  skipped: { mode: 0, budget: 0, doNotCall: 0 },
});
const words = (line: ReturnType<typeof partnerLine>) =>
  renderPartnerLines([{ partner: 'acme-pay', line }], painter(false));

describe('a partner in one line', () => {
  it('is as old as the environment that was looked at longest ago, and covers all of them', () => {
    const ledger = aLedger();
    ledger.look(aLook(0, []));
    ledger.look(aLook(1, [], { environment: 'production' }));
    const runs = [
      { environment: 'production', at: dayTime(1), coverage: coverage(6, 5) },
      { environment: 'sandbox', at: dayTime(0), coverage: coverage(6, 6) },
      { environment: 'gone', at: dayTime(0) },
    ];
    const line = partnerLine(ledger.state, runs, dayTime(2));
    expect(line).toMatchObject({
      verdict: 'agrees',
      lookedAt: dayTime(0),
      coverage: { used: 12, exercised: 11 },
    });
    expect(words(line)).toBe(
      '✓ acme-pay  agrees with what was agreed; looked at 2880 minutes (2 d) ago; 11 of 12 used seen; no date ahead; waits for nobody\n',
    );
  });

  it('waits for us while something is to be released, and for them once it has left', () => {
    const ledger = aLedger(anAgreement({ policy: { ...anAgreement().policy, confirm: 1 } }));
    ledger.look(aLook(0, [aFinding('total')], { environment: 'production' }));
    const [ref = ''] = Object.keys(ledger.state.changes);
    expect(partnerLine(ledger.state, [], dayTime(0)).waitsFor).toEqual({
      ours: [`${ref} to release`],
      theirs: [],
    });
    const held = Object.values(ledger.state.notices).filter(({ due }) => due.held);
    ledger.add(dayTime(1), [{ type: 'released', change: ref, notices: held.map(({ due }) => due.id) }]);
    const line = partnerLine(ledger.state, [], dayTime(1));
    expect(line.waitsFor).toEqual({ ours: [], theirs: [ref] });
    expect(words(line)).toContain(`waits for them (${ref})`);
  });

  it('waits for whoever can make it visible again, and names the next date', () => {
    const ledger = aLedger();
    ledger.look(anOutage(0));
    const coming = { on: '2027-06-01', known: 'sunset header' } as const;
    ledger.add(dayTime(1), [
      { type: 'coming', environment: 'sandbox', subject: 'GET /charges/{} operation', ...coming },
      {
        type: 'coming',
        environment: 'sandbox',
        subject: 'PUT /charges/{} operation',
        ...coming,
        on: '2020-01-01',
      },
    ]);
    expect(partnerLine(ledger.state, [], dayTime(1))).toMatchObject({
      verdict: 'not-verified',
      next: '2027-06-01',
      waitsFor: { ours: [], theirs: ['timeout'] },
    });
  });
});
