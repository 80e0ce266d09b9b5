import { describe, expect, it } from 'vitest';
import { readTraces } from './fields';
import { chatOf, frameOf } from './frame.fixture';

const spans = (...frames: Parameters<typeof readTraces>[0]) => {
  const read = readTraces(frames);
  return 'traces' in read ? read.traces.flatMap((trace) => trace.spans) : [];
};

describe('readTraces', () => {
  it('names the fields that the nearest frame lacks', () => {
    const near = frameOf([{ spanID: 'a' }]);
    const frame = {
      ...near,
      fields: near.fields.filter(({ name }) => name !== 'duration' && name !== 'traceID'),
    };
    const far = { fields: [near.fields[0]!], length: 1 };
    expect(readTraces([far, frame])).toEqual({ missing: ['traceID', 'duration'] });
  });

  it('has no traces, and nothing missing, when no frame has fields', () => {
    expect(readTraces([])).toEqual({ traces: [] });
    expect(readTraces([{ fields: [], length: 0 }])).toEqual({ traces: [] });
  });

  it('reads the trace beside frames of other kinds', () => {
    const nodes = { fields: [{ ...frameOf([{ spanID: 'x' }]).fields[0]!, name: 'id' }], length: 1 };
    expect(spans(nodes, frameOf([{ spanID: 'a' }])).map(({ spanId }) => spanId)).toEqual(['a']);
  });

  it('keeps traces apart by their id', () => {
    const read = readTraces([
      frameOf([
        { spanID: 'a', traceID: '1' },
        { spanID: 'a', traceID: '2' },
      ]),
    ]);
    expect('traces' in read && read.traces.map(({ traceId, spans }) => [traceId, spans.length])).toEqual([
      ['1', 1],
      ['2', 1],
    ]);
  });

  it('gives a span id that was used twice two keys', () => {
    expect(spans(frameOf([{ spanID: 'a' }, { spanID: 'a' }])).map(({ key }) => key)).toEqual(['a', 'a#2']);
  });

  it('leaves out rows without a span id', () => {
    expect(spans(frameOf([{ spanID: '' }, { spanID: 'b' }])).map(({ key }) => key)).toEqual(['b']);
  });

  it('keeps an unknown duration unknown', () => {
    expect(spans(frameOf([{ spanID: 'a', duration: null }]))[0]?.durationMs).toBeNull();
  });

  it.each([
    ['status code 2', { statusCode: 2 }],
    ['tag error: true', { tags: [{ key: 'error', value: true }] }],
    ['tag error: "true"', { tags: [{ key: 'error', value: 'true' }] }],
  ])('takes %s for an error', (_, row) => {
    expect(spans(frameOf([{ spanID: 'a', ...row }]))[0]?.error).toBe(true);
  });

  it('takes usage from our field, never from tags beside it', () => {
    const tags = [{ key: 'gen_ai.usage.input_tokens', value: 7 }];
    const [span] = spans(frameOf([{ spanID: 'a', tags, llm: chatOf({ inputTokens: 100 }) }]));
    expect(span?.usage?.inputTokens).toBe(100);
  });

  it('takes tokens, but no cost, from the tags of a foreign frame', () => {
    const tags = [
      { key: 'gen_ai.usage.input_tokens', value: '7' },
      { key: 'gen_ai.usage.cost', value: 0.2 },
    ];
    expect(spans(frameOf([{ spanID: 'a', tags }]))[0]?.usage).toEqual({
      inputTokens: 7,
      outputTokens: null,
      cacheReadTokens: null,
      costUsd: null,
      ttftMs: null,
    });
  });

  it('leaves a field llm of another shape alone', () => {
    expect(spans(frameOf([{ spanID: 'a', llm: { some: 'thing' } as never }]))[0]?.llm).toBeNull();
  });
});
