import { describe, it, expect } from 'vitest';
import { DIMENSIONS, filterKey, MEASURES, QUANTITIES } from './catalogue';
import { VIEWS } from './views';

const columnsOf = (view: string) => VIEWS.find((v) => v.name === view)?.columns.map((c) => c.name) ?? [];

/** The view calls it error_code. */
const SPAN_COLUMNS = [...columnsOf('llm_traces'), 'error_type'];

it('names no measure, dimension or quantity twice', () => {
  for (const list of [MEASURES, DIMENSIONS, QUANTITIES]) {
    expect(new Set(list.map((entry) => entry.id)).size).toBe(list.length);
  }
  expect(DIMENSIONS.filter((d) => QUANTITIES.some((q) => q.id === d.id))).toEqual([]);
});

describe('dimensions and quantities stand on documented columns', () => {
  it.each([...DIMENSIONS, ...QUANTITIES].map((key) => [key.id, key] as const))('%s', (_, key) => {
    if (key.metrics) expect(columnsOf('llm_metrics')).toContain(key.metrics);
    if (key.logs) expect(columnsOf('llm_logs')).toContain(key.logs);
    if (key.scores) expect(columnsOf('llm_scores')).toContain(key.scores);
    if (key.spans) expect(SPAN_COLUMNS).toContain(key.spans);
    expect(key.metrics ?? key.traces ?? key.logs ?? key.spans ?? key.attribute ?? key.scores).toBeTruthy();
  });
});

it('has no decimals on money: $0.00714 would read $0.01', () =>
  expect(MEASURES.filter((m) => m.unit === 'currencyUSD').every((m) => !('decimals' in m))).toBe(true));

it('adds up only what can be added: no share, mean or percentile', () =>
  expect(MEASURES.filter((m) => m.additive && /_rate$|_ratio$|_avg$|_p\d+$|_per_/.test(m.id))).toEqual([]));

it('finds a filter key among dimensions and quantities', () => {
  expect(filterKey('model')?.label).toBe('Model');
  expect(filterKey('duration')?.label).toBe('Duration');
  expect(filterKey('colour')).toBeUndefined();
});

it('asks of a call after "call.", where the trace has the same itself', () => {
  expect(filterKey('call.app')).toMatchObject({
    id: 'call.app',
    label: 'App of a call',
    metrics: 'service_name',
  });
  expect(filterKey('call.app')).not.toHaveProperty('traces');
  expect(filterKey('call.cost')?.metrics).toBe('total_cost_usd');
  expect(filterKey('call.team')).toBe(filterKey('team'));
  expect(filterKey('call.colour')).toBeUndefined();
});
