import type { DataFrame } from '@grafana/data';
import { describe, expect, it } from 'vitest';
import { describeNewest, readNewest, type Newest } from './newest';

const frame = (refId: string, row: Record<string, unknown>): DataFrame =>
  ({
    refId,
    length: 1,
    fields: Object.entries(row).map(([name, value]) => ({ name, values: [value] })),
  }) as unknown as DataFrame;

const CALL = {
  ts: 1000,
  service_name: 'support-desk',
  model_name: 'gpt-5-mini',
  total_tokens: 412,
  total_cost_usd: 0.00031,
  state_reason: null,
  trace_id: '0af76519-16cd-43dd-8448-eb211c80319c',
};

describe('what arrived last', () => {
  it('is read by column name', () => {
    expect(
      readNewest([frame('span', { ts: 2000, service_name: 'support-desk' }), frame('call', CALL)]),
    ).toEqual({
      span: { at: 2000, app: 'support-desk' },
      call: {
        at: 1000,
        app: 'support-desk',
        model: 'gpt-5-mini',
        tokens: 412,
        costUsd: 0.00031,
        reason: null,
        traceId: '0af7651916cd43dd8448eb211c80319c',
      },
    });
  });

  it('is nothing for frames without rows, and without frames', () => {
    const empty = { refId: 'call', length: 0, fields: [{ name: 'ts', values: [] }] } as unknown as DataFrame;
    expect(readNewest([empty, { refId: 'span', length: 0, fields: [] }])).toEqual({});
    expect(readNewest([])).toEqual({});
  });

  it('keeps unknown apart from 0', () => {
    const { call } = readNewest([frame('call', { ...CALL, total_tokens: null, total_cost_usd: 0 })]);
    expect(call).toMatchObject({ tokens: null, costUsd: 0 });
  });
});

describe('the sentence about it', () => {
  const now = 13_000;
  const call = {
    at: 1000,
    app: 'support-desk',
    model: 'gpt-5-mini',
    tokens: 412,
    costUsd: 0.00031,
    reason: null,
    traceId: 'a',
  };

  it.each<[sentence: string, newest: Newest]>([
    ['No telemetry yet. Send your first span and it appears here within seconds.', {}],
    [
      'Spans arrive (the newest 12 s ago from support-desk), but no model call is among them. Is the LLM instrumentation on?',
      { span: { at: 1000, app: 'support-desk' } },
    ],
    ['support-desk called gpt-5-mini 12 s ago: 412 tokens, $0.000310.', { call }],
    [
      'support-desk called gpt-5-mini 12 s ago: 412 tokens, cost unknown (no price).',
      { call: { ...call, costUsd: null, reason: 'no price' } },
    ],
    [
      'An app without a name called a model without a name 12 s ago, without token counts.',
      { call: { ...call, app: null, model: null, tokens: null, costUsd: null } },
    ],
  ])('%s', (sentence, newest) => {
    expect(describeNewest(newest, now)).toBe(sentence);
  });
});
