import { describe, expect, it } from 'vitest';
import { settle } from '../settle';
import { bookOf, claim, priceRow, type ClaimSpec } from '../test/claims';

const PRICES = bookOf(priceRow({ input: 1, output: 2 }));
const USAGE = { input: 1001, output: 77 };
const client = (more: ClaimSpec = {}) =>
  claim({ trace: 1, span: 1, startMs: 0, durationMs: 2000, provider: 'openrouter', usage: USAGE, ...more });
const router = (more: ClaimSpec = {}) =>
  claim({ trace: 2, span: 2, startMs: 300, durationMs: 1500, provider: 'openrouter', usage: USAGE, dialect: 'openrouter', serviceName: 'openrouter', scopeName: 'openrouter', ...more }); // prettier-ignore
const counted = (...claims: ReturnType<typeof claim>[]) =>
  settle(claims, PRICES, { ancestry: () => null }).filter(({ state }) => state === 'counted').length;

describe('what a router sends of a request by itself', () => {
  it('is the call of the client that asked it, with the same tokens, while the client waited', () => {
    expect(counted(client(), router())).toBe(1);
  });

  it('takes the session from the client', () => {
    const rows = settle([client({ sessionId: 'visit-1' }), router()], PRICES, { ancestry: () => null });
    expect(rows.find(({ state }) => state === 'counted')!.call.sessionId).toBe('visit-1');
  });

  it.each<[string, ClaimSpec]>([
    ['other tokens', { usage: { input: 1001, output: 78 } }],
    ['another provider', { provider: 'openai' }],
    ['another answer', { responseId: 'gen-2' }],
    ['an end long before the router was done', { durationMs: 500 }],
    ['no tokens', { usage: null }],
  ])('is a call of its own beside a client with %s', (_name, more) => {
    expect(counted(client(more), router({ responseId: 'gen-1' }))).toBe(2);
  });

  it('is paired once: two equal requests of which only one was routed stay two', () => {
    expect(counted(client(), client({ trace: 3, span: 3 }), router())).toBe(2);
    expect(counted(client(), client({ trace: 3, span: 3 }), router(), router({ trace: 4, span: 4 }))).toBe(2);
  });
});
