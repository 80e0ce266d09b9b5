import type { PanelDataSummary } from '@grafana/data';
import { describe, expect, it } from 'vitest';
import { frameOf } from './model/frame.fixture';
import { suggestions } from './suggestions';

const suggested = (...rawFrames: ReturnType<typeof frameOf>[]) =>
  suggestions({ hasData: rawFrames.length > 0, rawFrames } as PanelDataSummary);

describe('suggestions', () => {
  it('offers the panel for frames it can draw', () => {
    expect(suggested(frameOf([{ spanID: 'a' }]))).toEqual([{ name: 'LLM waterfall' }]);
  });
  it('stays silent for everything else', () => {
    const frame = frameOf([{ spanID: 'a' }]);
    expect(suggested({ ...frame, fields: frame.fields.slice(1) })).toBeUndefined();
    expect(suggested()).toBeUndefined();
  });
});
