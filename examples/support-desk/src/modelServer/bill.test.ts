import { describe, expect, it } from 'vitest';
import { sumBill } from '../compare';
import { createBill } from './bill';

describe('the bill', () => {
  it('charges cached, written and fresh input at their own prices, and output at its', () => {
    const bill = createBill();
    // 1 000 000 fresh × $1 + 2 000 000 read × $0.10 + 400 000 written × $1.25 + 200 000 out × $5 = $1 + $0.20 + $0.50 + $1
    bill.charge({
      provider: 'anthropic',
      model: 'claude-haiku-4-5',
      inputTokens: 3_400_000,
      cacheReadTokens: 2_000_000,
      cacheWriteTokens: 400_000,
      outputTokens: 200_000,
    });
    expect(sumBill(bill.lines).get('claude-haiku-4-5')).toEqual({
      calls: 1,
      input: 3_400_000,
      output: 200_000,
      cacheRead: 2_000_000,
      cost: '2.700000000000',
    });
  });

  it('adds up the lines of a model exactly', () => {
    const bill = createBill();
    for (let i = 0; i < 3; i++)
      bill.charge({
        provider: 'openai',
        model: 'gpt-4.1-mini',
        inputTokens: 1,
        cacheReadTokens: 0,
        cacheWriteTokens: 0,
        outputTokens: 1,
      });
    expect(sumBill(bill.lines).get('gpt-4.1-mini')).toMatchObject({ calls: 3, cost: '0.000006000000' });
  });

  it('refuses a model it has no price for', () => {
    expect(() =>
      createBill().charge({
        provider: 'openai',
        model: 'gpt-9',
        inputTokens: 1,
        cacheReadTokens: 0,
        cacheWriteTokens: 0,
        outputTokens: 1,
      }),
    ).toThrow('no price for gpt-9');
  });
});
