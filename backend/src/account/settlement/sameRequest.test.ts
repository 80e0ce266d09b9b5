import { describe, expect, it } from 'vitest';
import type { CallClaim, CallRow } from '../../record/call';
import { settle } from '../settle';
import { bookOf, claim, logClaim, priceRow, type ClaimSpec } from '../test/claims';

const BOOK = bookOf(priceRow({ input: 1, output: 10 }));
const whole = (claims: CallClaim[]): CallRow[] => settle(claims, BOOK, { ancestry: () => null });
const counted = (claims: CallClaim[]): CallRow[] => whole(claims).filter(({ state }) => state === 'counted');

/** A record of a coding agent, in no trace: it ended `endMs` after the start, and had taken `tookMs`. */
const record = (
  id: number,
  { endMs = 1000, tookMs = 900, ...spec }: ClaimSpec & { endMs?: number; tookMs?: number } = {},
): CallClaim => ({
  ...logClaim(id, { dialect: 'agent', sessionId: 's1', scopeName: 'logs', ...spec, startMs: endMs - tookMs }),
  durationNano: BigInt(tookMs) * 1_000_000n,
  traceId: null,
});
const span = (spec: ClaimSpec = {}): CallClaim => claim({ dialect: 'agent', sessionId: 's1', ...spec });

describe('a span and a log record of one request', () => {
  it('are one call when only the record knows the reasoning beside the answer', () => {
    const declared = { outputIncludesReasoning: false, source: 'test' };
    const log = record(1, { usage: { input: 100, output: 10, reasoning: 40 }, declared });
    const rows = counted([span({ declared }), log]);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      claim: { source: 'span' },
      usage: { tokens: { input: 100, output: 50, reasoning: 40 } },
      inherited: { usage: log.claimId },
    });
  });

  it('are one call when only the record has numbers', () => {
    const rows = counted([span({ usage: null }), record(1)]);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      claim: { source: 'span' },
      usage: { tokens: { input: 100, output: 10 } },
    });
  });

  it('are two calls when neither has numbers, and neither failed', () => {
    expect(counted([span({ usage: null }), record(1, { usage: null })])).toHaveLength(2);
  });

  it('pair with the one that ended nearest when spans have no numbers', () => {
    const first = span({ span: 1, usage: null, durationMs: 900 });
    const second = span({ span: 2, usage: null, startMs: 200, durationMs: 1000 });
    const logs = [
      record(1, { endMs: 1190, tookMs: 900 }),
      record(2, { endMs: 910, usage: { input: 7, output: 1 } }),
    ];
    const rows = counted([first, second, ...logs]);
    expect(rows.map(({ claim: { claimId }, usage }) => [claimId, usage.tokens.input])).toEqual([
      [first.claimId, 7],
      [second.claimId, 100],
    ]);
  });

  it('are one failed call when neither has numbers', () => {
    const failed = { usage: null, errorType: '529' };
    expect(counted([span(failed), record(1, failed)])).toHaveLength(1);
  });

  it('are one call when only the turn around the span names the session', () => {
    const declared = { outputIncludesReasoning: false, source: 'test' };
    const turn = span({ span: 7, operation: 'agent', usage: null });
    const inside = span({ parent: 7, sessionId: null, declared });
    const log = record(1, { usage: { input: 100, output: 10, reasoning: 40 }, declared });
    expect(counted([turn, inside, log])).toHaveLength(1);
  });

  it.each([
    ['another session', { sessionId: 's2' }],
    ['other numbers', { usage: { input: 100, output: 11 } }],
    ['another model', { requestModel: 'x-2' }],
    ['another dialect', { dialect: 'other', usage: { input: 100, output: 10, reasoning: 40 } }],
    ['a time after the span', { endMs: 3000 }],
    ['a time before the span', { endMs: 90, tookMs: 2500 }],
  ])('are two calls with %s', (_what, spec) => {
    const declared = { outputIncludesReasoning: false, source: 'test' };
    const usage = { input: 100, output: 10, reasoning: 40 };
    expect(counted([span({ declared }), record(1, { usage, declared, ...spec })])).toHaveLength(2);
  });

  it('are paired with the nearest when the same was asked twice', () => {
    const spans = [span(), span({ span: 2, trace: 2, startMs: 200 })];
    const logs = [record(1, { endMs: 1201 }), record(2, { endMs: 1001 })];
    const rows = whole([...spans, ...logs]);
    expect(rows.filter(({ state }) => state === 'counted')).toHaveLength(2);
    const duplicates = rows.filter(({ state }) => state === 'duplicate');
    expect(duplicates.map(({ claim: { claimId }, countedBy }) => [claimId, countedBy]).sort()).toEqual(
      [
        [logs[0]!.claimId, spans[1]!.claimId],
        [logs[1]!.claimId, spans[0]!.claimId],
      ].sort(),
    );
  });

  it('stay two calls when one record has no span left', () => {
    expect(counted([span(), record(1), record(2, { endMs: 1001 })])).toHaveLength(2);
  });
});

describe('log records of many calls', () => {
  it('of one session are calls of their own, equal ones too', () => {
    const logs = Array.from({ length: 500 }, (_, i) => record(i, { endMs: 1000 + i * 10 }));
    expect(counted(logs)).toHaveLength(500);
  });
});

describe('the turn of an agent whose calls stand in log records', () => {
  const turn = (spec: ClaimSpec = {}) =>
    claim({
      dialect: 'agent',
      operation: 'agent',
      durationMs: 5000,
      usage: { input: 300, output: 30 },
      ...spec,
    });

  it('does not count beside records of its trace', () => {
    const rows = counted([turn(), { ...record(1), traceId: turn().traceId }]);
    expect(rows.map(({ claim: { source } }) => source)).toEqual(['log']);
  });

  it('does not count beside records of its session', () => {
    expect(counted([turn({ sessionId: 's1' }), record(1)]).map(({ claim: { source } }) => source)).toEqual([
      'log',
    ]);
  });

  it('counts when the records are of another time or session', () => {
    const sources = counted([
      turn({ sessionId: 's1' }),
      record(1, { endMs: 9000 }),
      record(2, { sessionId: 's2' }),
    ]).map(({ claim: { source } }) => source);
    expect(sources.sort()).toEqual(['log', 'log', 'span']);
  });

  it('names the model of a call that names none', () => {
    const rows = counted([
      turn({ requestModel: 'x-1' }),
      claim({ span: 2, parent: 1, requestModel: null, provider: null }),
    ]);
    expect(rows).toMatchObject([
      { call: { requestModel: 'x-1', provider: 'acme' }, cost: { state: 'computed' } },
    ]);
  });
});
