import { describe, expect, it } from 'vitest';
import { describeRow, rowName } from './describe';
import { chatOf, traceOf } from './frame.fixture';
import type { SpanRow } from './frame.fixture';
import { visibleRows } from './rows';

function words(row: Partial<SpanRow>): string {
  const trace = traceOf([
    { spanID: 'root', startTime: 0, duration: 4820 },
    { spanID: 'a', parentSpanID: 'root', startTime: 1200, duration: 1900, ...row },
  ]);
  return describeRow(visibleRows(trace, new Set())[1]!, trace);
}

describe('describeRow', () => {
  it('says everything that the picture shows', () => {
    const llm = chatOf({
      inputTokens: 5100,
      outputTokens: 640,
      totalCostUsd: 0.0016775,
      ttftMs: 600,
      errorCode: '429',
    });
    expect(words({ operationName: 'chat', llm, statusCode: 2 })).toBe(
      'Model call chat gpt-5-mini, level 2, 1 of 1, starts at 1.20 seconds, lasts 1.90 seconds, ' +
        'first token after 600 milliseconds, 5,740 tokens, 0.00168 dollars, error 429',
    );
  });
  it('says what is not known or not counted', () => {
    expect(words({ llm: chatOf({ totalCostUsd: null }) })).toContain('cost unknown');
    expect(words({ llm: chatOf({ state: 'wrapper', stateRule: 'Same call as b.' }) })).toContain(
      'not counted: Same call as b.',
    );
    expect(words({ duration: null })).toContain('still running');
    expect(words({ parentSpanID: 'gone' })).toContain('parent missing');
  });
  it('reads small money out in decimals', () => {
    expect(words({ llm: chatOf({ totalCostUsd: 2.4e-7 }) })).toContain('0.000000240 dollars');
  });
});

describe('rowName', () => {
  it('adds the model to names that lack it', () => {
    expect(rowName('ChatOpenAI', 'gpt-5-mini')).toBe('ChatOpenAI gpt-5-mini');
    expect(rowName('chat gpt-5-mini', 'gpt-5-mini')).toBe('chat gpt-5-mini');
    expect(rowName('chat gpt-5-mini', 'gpt-5-mini-2025-08-07')).toBe('chat gpt-5-mini-2025-08-07');
    expect(rowName('SELECT', null)).toBe('SELECT');
  });
});
