/** The frames of scripts/golden-frames/frames.go, as our backend would make them. Change both together. */
import type { Frame } from '@llmobservatory/model';

const TRACE = '0af7651916cd43dd8448eb211c80319c';

export const GOLDEN_FRAMES: Record<string, Frame> = {
  'timeseries-multi': {
    name: 'Cost',
    refId: 'A',
    meta: {
      type: 'timeseries-multi',
      typeVersion: [0, 1],
      preferredVisualisationType: 'graph',
      executedQueryString: 'SELECT 1',
    },
    fields: [
      { name: 'time', type: 'time', values: [1_760_000_000_000, 1_760_000_060_000, 1_760_000_120_000] },
      {
        name: 'Cost',
        type: 'number',
        labels: { model: 'gpt-4o', provider: 'openai' },
        config: { displayNameFromDS: 'gpt-4o', unit: 'currencyUSD', decimals: 4, min: 0, interval: 60_000 },
        values: [0.25, null, 1e-12],
      },
    ],
  },
  'numeric-long': {
    refId: 'B',
    meta: { type: 'numeric-long', typeVersion: [0, 1] },
    fields: [
      { name: 'model', type: 'string', values: ['gpt-4o', 'claude-sonnet-4', 'Ünïcode 🦆'] },
      { name: 'calls', type: 'int64', values: [12, 3, 9_007_199_254_740_993n] },
      { name: 'cost', type: 'number', config: { unit: 'currencyUSD' }, values: [1.5, 0.25, 0] },
    ],
  },
  trace: {
    name: 'Trace',
    refId: 'A',
    meta: { preferredVisualisationType: 'trace', custom: { traceFormat: 'otlp' } },
    fields: [
      { name: 'traceID', type: 'string', values: [TRACE, TRACE] },
      { name: 'spanID', type: 'string', values: ['b7ad6b7169203331', '00f067aa0ba902b7'] },
      { name: 'parentSpanID', type: 'string', values: [null, 'b7ad6b7169203331'] },
      { name: 'operationName', type: 'string', values: ['answer', 'chat gpt-4o'] },
      { name: 'serviceName', type: 'string', values: ['support-desk', 'support-desk'] },
      { name: 'serviceTags', type: 'json', values: [[{ key: 'service.name', value: 'support-desk' }], []] },
      { name: 'startTime', type: 'number', values: [1_760_000_000_000.125, 1_760_000_000_010] },
      { name: 'duration', type: 'number', config: { unit: 'ms' }, values: [1234.5, 1000] },
      {
        name: 'tags',
        type: 'json',
        values: [
          [],
          [
            { key: 'gen_ai.request.model', value: 'gpt-4o' },
            { key: 'error', value: true },
          ],
        ],
      },
      {
        name: 'logs',
        type: 'json',
        values: [null, [{ timestamp: 1_760_000_000_011, name: 'first token', fields: [] }]],
      },
      { name: 'kind', type: 'string', values: ['server', 'client'] },
      { name: 'statusCode', type: 'int64', values: [0, 2] },
      {
        name: 'llm',
        type: 'json',
        values: [
          null,
          {
            operation: 'chat',
            model: 'gpt-4o',
            call: { state: 'counted', inputTokens: 12, totalCostUsd: 0.000125 },
          },
        ],
      },
    ],
  },
  logs: {
    name: 'Logs',
    refId: 'L',
    meta: { type: 'log-lines', typeVersion: [0, 0], preferredVisualisationType: 'logs' },
    fields: [
      { name: 'timestamp', type: 'time', values: [1_760_000_000_123_456_789n, 1_760_000_001_000_000_000n] },
      { name: 'body', type: 'string', values: ['tool failed', ''] },
      { name: 'severity', type: 'string', values: ['error', null] },
      { name: 'id', type: 'string', values: ['1-1', '1-2'] },
      { name: 'labels', type: 'json', values: [{ service_name: 'support-desk' }, {}] },
      { name: 'traceID', type: 'string', values: [TRACE, null] },
    ],
  },
  nulls: {
    name: 'nulls',
    refId: 'A',
    fields: [
      { name: 'time', type: 'time', values: [null, 1n] },
      { name: 'number', type: 'number', values: [null, -0.5] },
      { name: 'int64', type: 'int64', values: [-7, null] },
      { name: 'string', type: 'string', values: [null, ''] },
      { name: 'boolean', type: 'boolean', values: [false, null] },
      { name: 'json', type: 'json', values: [null, null] },
    ],
  },
  limits: {
    name: 'limits',
    refId: 'A',
    fields: [
      { name: 'time', type: 'time', values: [-(2n ** 63n), 0n, 2n ** 63n - 1n] },
      { name: 'number', type: 'number', values: [Number.MAX_VALUE, Number.MIN_VALUE, Infinity] },
      { name: 'int64', type: 'int64', values: [-(2n ** 63n), 0n, 2n ** 63n - 1n] },
      { name: 'boolean', type: 'boolean', values: [true, false, true] },
    ],
  },
  'no-fields': { refId: 'A', fields: [] },
  'no-rows': {
    refId: 'A',
    fields: [
      { name: 'time', type: 'time', values: [] },
      { name: 'Calls', type: 'number', labels: { model: 'gpt-4o' }, values: [] },
      { name: 'tags', type: 'json', values: [] },
    ],
  },
  notices: {
    refId: 'A',
    meta: {
      notices: [
        {
          severity: 'warning',
          text: '4 calls have no price: the cost is a lower bound',
          link: '/explore',
        },
        { severity: 'info', text: 'read from the raw calls' },
      ],
      stats: [{ displayName: 'Rows', unit: 'short', value: 12 }],
      executedQueryString: 'SELECT sum(total_cost_usd)\nFROM llm_metrics -- "quoted"',
      uniqueRowIdFields: [0],
      channel: 'ds/llm/tail/calls',
    },
    fields: [{ name: 'cost', type: 'number', values: [3] }],
  },
  links: {
    refId: 'A',
    fields: [
      {
        name: 'traceID',
        type: 'string',
        config: {
          description: 'Trace id, 32 hex digits.',
          filterable: true,
          custom: { width: 300 },
          links: [{ title: 'Open the trace', url: 'https://example.com/${__value.raw}', targetBlank: true }],
        },
        values: [TRACE],
      },
    ],
  },
};
