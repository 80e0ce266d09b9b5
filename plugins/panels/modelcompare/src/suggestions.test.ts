import type { PanelDataSummary } from '@grafana/data';
import { describe, expect, it } from 'vitest';
import { frameOf } from './model/frame.fixture';
import type { Columns } from './model/frame.fixture';
import { suggestions } from './suggestions';

const suggested = (...tables: Columns[]) =>
  suggestions({
    hasData: tables.length > 0,
    rawFrames: tables.map((columns) => frameOf(columns)),
  } as PanelDataSummary);

describe('suggestions', () => {
  it.each([
    [{ model: ['a'], calls: [1], cost: [2] }],
    [{ app: ['x'], 'gen_ai.request.model': ['a'], calls: [1], cost: [2] }],
  ])('offers the panel for %j', (columns) => {
    expect(suggested(columns)).toMatchObject([{ name: 'LLM model compare' }]);
  });
  it.each<[string, Columns]>([
    ['one figure', { model: ['a'], calls: [1] }],
    ['no model', { app: ['a'], calls: [1], cost: [2] }],
    ['no text', { calls: [1], cost: [2] }],
    [
      'too many rows',
      {
        model: Array.from({ length: 101 }, (_, i) => `m${i}`),
        calls: Array(101).fill(1),
        cost: Array(101).fill(1),
      },
    ],
  ])('stays silent for %s', (_, columns) => expect(suggested(columns)).toBeUndefined());

  it('stays silent over time, and without data', () => {
    const frame = frameOf({ time: [1, 2], model: ['a', 'a'], calls: [1, 2], cost: [1, 2] });
    frame.fields[0]!.type = 'time' as (typeof frame.fields)[0]['type'];
    expect(suggestions({ hasData: true, rawFrames: [frame] } as PanelDataSummary)).toBeUndefined();
    expect(suggested()).toBeUndefined();
  });
});
