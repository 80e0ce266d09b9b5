/** Token counts that an instrumentation made up itself: `reported_instead` of a capture where the bill says otherwise. */
import { describe, expect, it } from 'vitest';
import { readCapture } from './capture';
import { batchOf, countedRows, settled } from './ingest';

const rowsOf = (name: string) => countedRows(settled(batchOf(readCapture(name).requests)));

describe('estimated counts', () => {
  it('of a stream without usage are marked, the others of the same instrumentation are not', () => {
    const rows = rowsOf('openlit/openai-chat-stream-embed').map(({ usage }) => [usage.state, usage.tokens.input]);
    expect(rows.sort()).toEqual([
      ['estimated', 26],
      ['reported', 1388],
      ['reported', 252],
      ['reported', 4899],
    ]);
  }); // prettier-ignore

  it('that can not be told from reported ones come with a word of doubt', () => {
    const rows = [...rowsOf('traceloop-js/stream-usage-and-not'), ...rowsOf('traceloop-js/tool-loop')];
    expect(rows.map(({ usage }) => usage.state)).toEqual(rows.map(() => 'reported'));
    for (const { usage } of rows) expect(usage.reason).toMatch(/^may be estimated: /);
  });

  it('are not suspected of another package of the same sender', () => {
    for (const { usage } of rowsOf('traceloop-js/anthropic-cache')) expect(usage.reason).toBeNull();
  });
});
