import { describe, expect, it } from 'vitest';
import { exchangeOf } from './exchange-of.ts';
import { answer, at, noSuch, success, verdictOn } from './look.ts';

describe('classify, with provider states', () => {
  const call = { interaction: 0, purpose: 'interaction', id: 5, ...at('/orders/o_1') } as const;
  const recipe = (status: number) =>
    exchangeOf({ id: 1, interaction: 0, purpose: 'state', ...at('/orders'), ...answer(status) });

  it('takes a 404 for gone where the record was found just before', () => {
    expect(verdictOn({ ...call, ...answer(404) }, [recipe(200)], [{}])).toBe('refused:operation');
  });

  it('does not where the body is the own "no such record" of the API', () => {
    expect(verdictOn({ ...call, ...answer(404, noSuch) }, [recipe(200)], [{}])).toBe(
      'not-verified:state-missing',
    );
  });

  it('takes a refusal for a missing record where it could not be had', () => {
    const others = [recipe(404), success(2)];
    expect(verdictOn({ ...call, ...answer(404) }, others, [{}])).toBe('not-verified:state-missing');
    expect(verdictOn({ ...call, ...answer(422) }, others, [{}])).toBe('not-verified:state-missing');
  });

  it('judges an error that the pact asks for', () => {
    expect(
      verdictOn({ ...call, ...answer(404) }, [success(2)], [{ outcome: 'passed', mismatches: [] }]),
    ).toBe('judged');
    const bodyDiffers = [{ where: 'body', path: '$.code', kind: 'value' }] as const;
    expect(verdictOn({ ...call, ...answer(400) }, [success(2)], [{ mismatches: [...bodyDiffers] }])).toBe(
      'judged',
    );
  });

  it('never judges a 500, not even one that the pact asks for', () => {
    expect(verdictOn({ ...call, ...answer(500) }, [], [{ outcome: 'passed', mismatches: [] }])).toBe(
      'not-verified:server-error',
    );
  });
});
