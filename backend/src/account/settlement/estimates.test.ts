import { describe, expect, it } from 'vitest';
import type { CallRow } from '../../record/call';
import { settle } from '../settle';
import { bookOf, claim, logClaim, priceRow, type ClaimSpec } from '../test/claims';
import { withKnownEstimates } from './estimates';

const ESTIMATED = { estimated: true, source: 'docs' } as const;
const PRICES = bookOf(priceRow({ input: 1, output: 2 }));
const counted = (...specs: ClaimSpec[]): CallRow[] =>
  settle(specs.map(claim), PRICES, { ancestry: () => null }).filter(({ state }) => state === 'counted');

describe('a call of which one claim has estimated tokens', () => {
  it('takes those that another instrumentation got from the provider', () => {
    const [row, ...others] = counted(
      { span: 1, scopeName: 'outer', responseId: 'r', usage: { input: 1388, output: 108 } },
      { span: 2, parent: 1, scopeName: 'inner', responseId: 'r', usage: { input: 26, output: 10 }, declared: ESTIMATED },
    ); // prettier-ignore
    expect(others).toEqual([]);
    expect(row!.claim.spanId).toMatch(/2$/);
    expect(row!.usage).toMatchObject({ state: 'reported', tokens: { input: 1388, output: 108 } });
    expect(row!.inherited.usage).toMatch(/1$/);
  });

  it('takes them also when the reported ones know no cache and the estimate does', () => {
    const [row] = counted(
      { span: 1, scopeName: 'outer', responseId: 'r', usage: { input: 1388, output: 108 } },
      { span: 2, parent: 1, scopeName: 'inner', responseId: 'r', usage: { input: 26, output: 10, cacheRead: 0, reasoning: 0 }, declared: ESTIMATED },
    ); // prettier-ignore
    expect(row!.usage).toMatchObject({ state: 'reported', tokens: { input: 1388 } });
  });

  it('stays estimated when a record of the same instrumentation repeats the numbers without the mark', () => {
    const span = claim({ span: 1, usage: { input: 26, output: 10 }, declared: ESTIMATED });
    const log = logClaim(9, { span: 1, usage: { input: 26, output: 10, cacheRead: 0, cacheWrite: 0 } });
    const [row] = settle([log, span], PRICES, { ancestry: () => null }).filter(
      ({ state }) => state === 'counted',
    );
    expect(row!.usage).toMatchObject({ state: 'estimated', tokens: { input: 26, output: 10 } });
  });

  it('does not make an estimate of equal numbers that another instrumentation reports', () => {
    const estimate = claim({ span: 1, usage: { input: 26, output: 10 }, declared: ESTIMATED });
    const reported = claim({ span: 2, scopeName: 'other', usage: { input: 26, output: 10 } });
    expect(withKnownEstimates([reported, estimate])).toEqual([reported, estimate]);
  });

  it('is not guessed from no usage at all', () => {
    const nothing = claim({ span: 1, usage: null, declared: ESTIMATED });
    const other = claim({ span: 2, usage: null });
    expect(withKnownEstimates([nothing, other])).toEqual([nothing, other]);
  });
});
