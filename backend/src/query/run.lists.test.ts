/** Tables of calls: one row a user, a tool, a conversation, a turn, a model. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Conversation } from '@llmobservatory/model';
import { ENGINES, openTestDatabase } from '../../../tests/engines';
import type { SentContent } from './content';
import type { Queries } from './run';
import { call, context, insertRows, queriesOn, span, spanId, trace, traceId, valuesOf } from './testing';

/** Messages as the tests send them: one carrier each way, texts only. */
function conversationOf({ carriers }: SentContent): Conversation {
  const messages = (list: unknown) =>
    ((list ?? []) as [role: 'user' | 'assistant', text: string][]).map(([role, content]) => ({
      role,
      parts: [{ type: 'text' as const, content }],
    }));
  return {
    system: [],
    input: messages(carriers?.input),
    output: messages(carriers?.output),
    toolDefinitions: [],
  };
}

const TEN = '2026-11-20T10:00:00Z';
const ms = Date.parse(TEN);

describe.each(ENGINES)('tables on %s', (name) => {
  let db: Awaited<ReturnType<typeof openTestDatabase>>;
  let queries: Queries;

  beforeAll(async () => {
    db = await openTestDatabase(name);
    queries = queriesOn(db.engine, { conversationOf });
    await insertRows(db.engine, 'calls', [
      call({ ts: TEN, user_id: 'ada', session_id: 'c-1', trace_id: traceId(1), span_id: spanId(1), total_cost_usd: 0.1 }),
      call({ ts: '2026-11-20T10:01:00Z', user_id: 'ada', session_id: 'c-1', trace_id: traceId(2), span_id: spanId(2), total_cost_usd: 0.2, error_code: '429' }),
      call({ ts: '2026-11-20T10:01:10Z', user_id: 'ada', session_id: 'c-1', trace_id: traceId(2), span_id: spanId(3), total_cost_usd: null, cost_state: 'unknown', model_name: 'claude-4' }),
      call({ ts: '2026-11-20T11:00:00Z', user_id: 'bob', session_id: 'c-2', trace_id: traceId(3), span_id: spanId(4), total_cost_usd: 0.4 }),
      call({ ts: '2026-11-20T12:00:00Z', trace_id: traceId(4), total_cost_usd: 0.3 }),
      // The day before.
      call({ ts: '2026-11-19T12:00:00Z', user_id: 'bob', session_id: 'c-2', trace_id: traceId(5), span_id: spanId(6), total_cost_usd: 0.7 }),
      // Not counted.
      call({ ts: TEN, user_id: 'ada', session_id: 'c-1', state: 'wrapper', total_cost_usd: 9 }),
    ]); // prettier-ignore
    await insertRows(db.engine, 'traces', [
      trace({ ts: '2026-11-19T12:00:00Z', trace_id: traceId(5), session_id: 'c-2' }),
      trace({ ts: '2026-11-20T11:00:00Z', trace_id: traceId(3), session_id: 'c-2' }),
    ]);
    await insertRows(db.engine, 'spans', [
      span({ ts: TEN, trace_id: traceId(2), span_id: spanId(20), operation: 'agent', agent_name: 'helper' }),
      span({ ts: '2026-11-20T10:01:02Z', trace_id: traceId(2), span_id: spanId(21), parent_span_id: spanId(20), operation: 'tool', tool_name: 'lookup', duration_nano: 100_000_000 }),
      span({ ts: '2026-11-20T10:01:03Z', trace_id: traceId(2), span_id: spanId(22), parent_span_id: spanId(20), operation: 'tool', tool_name: 'lookup', duration_nano: 300_000_000, status: 'error' }),
      // The run of span 22 as the server of the tool saw it.
      span({ ts: '2026-11-20T10:01:03.050Z', trace_id: traceId(2), span_id: spanId(24), parent_span_id: spanId(22), operation: 'tool', tool_name: 'lookup', kind: 'server', duration_nano: 1 }),
      span({ ts: '2026-11-19T10:01:03Z', trace_id: traceId(9), span_id: spanId(23), operation: 'tool', tool_name: 'refund' }),
    ]); // prettier-ignore
    const content = (ts: string, id: number, of: number, carriers: object) => ({
      project: 'default',
      trace_id: traceId(of),
      span_id: spanId(id),
      ts,
      ingested_at: ts,
      carriers,
    });
    await insertRows(db.engine, 'span_content', [
      content(TEN, 1, 1, { input: [['user', 'Where is\n my refund?']], output: [['assistant', 'On its way.']] }),
      content('2026-11-20T10:01:10Z', 3, 2, {
        input: [['user', 'Where is\n my refund?'], ['assistant', 'On its way.'], ['user', 'Since when?']],
        output: [['assistant', 'Since Monday.']],
      }),
    ]); // prettier-ignore
  });
  afterAll(() => db?.dispose());

  const table = async (query: object, range = {}) => {
    const frames = await queries.run(query, context(range));
    return { frame: frames[0], frames, values: valuesOf(frames[0]) };
  };

  describe('users', () => {
    it('gives one row a user, dearest first, and calls without a user last', async () => {
      const { values } = await table({ queryType: 'users' });
      expect(values).toMatchObject({
        user: ['bob', 'ada', ''],
        cost: [0.4, expect.closeTo(0.3), 0.3],
        cost_state: ['complete', 'partial', 'complete'],
        share: [0.4, expect.closeTo(0.3), 0.3],
        calls: [1, 3, 1],
        errors: [0, 1, 0],
        error_rate: [0, 1 / 3, 0],
        conversations: [1, 1, 0],
        traces: [1, 2, 1],
        models: ['gpt-5', 'claude-4, gpt-5', 'gpt-5'],
        firstTime: [Date.parse('2026-11-20T11:00:00Z'), ms, Date.parse('2026-11-20T12:00:00Z')],
      });
      expect(values).not.toHaveProperty('cost_previous');
    });

    it('keeps the row without a user beyond the limit, and says what is cut', async () => {
      const { frame, values } = await table({ queryType: 'users', sort: 'most_calls', limit: 1 });
      expect(values['user']).toEqual(['ada', '']);
      expect(frame?.meta?.notices?.[0]?.text).toMatch(/^Showing the first 1 of 2 users, most calls first\./);
    });

    it('compares with the day before', async () =>
      expect((await table({ queryType: 'users', compare: 'previous' })).values).toMatchObject({
        user: ['bob', 'ada', ''],
        cost_previous: [0.7, null, null],
        calls_previous: [1, 0, 0],
      }));
  });

  describe('tools', () => {
    it('gives one row a tool, from its spans', async () =>
      expect((await table({ queryType: 'tools' })).values).toEqual({
        tool: ['lookup'],
        runs: [2],
        errors: [1],
        error_rate: [0.5],
        duration_p50: [200],
        duration_p95: [290],
        traces: [1],
        most_in_trace: [2],
        // Named by the parent span.
        agents: ['helper'],
        apps: ['support-desk'],
        lastTime: [Date.parse('2026-11-20T10:01:03Z')],
      }));

    it('shows a tool that ran only before as gone', async () =>
      expect((await table({ queryType: 'tools', compare: 'previous' })).values).toMatchObject({
        tool: ['lookup', 'refund'],
        runs: [2, 0],
        runs_previous: [0, 1],
        error_rate: [0.5, null],
        error_rate_previous: [null, 0],
      }));

    it('filters by what a span or its trace has', async () => {
      for (const filter of [{ key: 'tool', value: 'lookup' }, { key: 'agent', value: 'x' }, { key: 'user', value: 'nobody' }]) {
        const { values } = await table({ queryType: 'tools', filters: [filter] });
        expect(values['runs'] ?? []).toEqual(filter.key === 'tool' ? [2] : []);
      }
    }); // prettier-ignore
  });

  describe('conversations', () => {
    it('gives one row a conversation, the newest first, with its first words', async () =>
      expect((await table({ queryType: 'conversations' })).values).toMatchObject({
        conversation: ['c-2', 'c-1'],
        title: [null, 'Where is my refund?'],
        user: ['bob', 'ada'],
        turns: [1, 2],
        calls: [1, 3],
        errors: [0, 1],
        cost: [0.4, expect.closeTo(0.3)],
        cost_state: ['complete', 'partial'],
        startTime: [Date.parse('2026-11-20T11:00:00Z'), ms],
        // The last call of one second ended at 10:01:11.
        duration: [1000, 71_000],
      }));

    it('sorts and cuts in the database', async () => {
      const { values, frame } = await table({ queryType: 'conversations', sort: 'most_turns', limit: 1 });
      expect(values['conversation']).toEqual(['c-1']);
      expect(frame?.meta?.notices?.[0]?.text).toContain('conversations, most turns first');
    });
  });

  describe('one conversation', () => {
    it('gives its turns, oldest first, with what was said and what was sent again', async () => {
      const { values } = await table({ queryType: 'conversation', conversationId: 'c-1' });
      expect(values).toMatchObject({
        turn: [1, 2],
        traceID: [traceId(1), traceId(2)],
        // Of the last call that did not fail.
        spanID: [spanId(1), spanId(3)],
        calls: [1, 2],
        errors: [0, 1],
        tools: ['', 'lookup'],
        cost: [0.1, 0.2],
        cost_state: ['complete', 'partial'],
        input: ['Where is\n my refund?', 'Since when?'],
        output: ['On its way.', 'Since Monday.'],
        repeated: [0, 2],
      });
      expect(values['messages']?.[0]).toMatchObject({ output: [{ role: 'assistant' }] });
    });

    it('finds turns outside of the range', async () =>
      expect((await table({ queryType: 'conversation', conversationId: 'c-2' })).values).toMatchObject({
        traceID: [traceId(5), traceId(3)],
      }));

    it('reads a page, and no messages when they are not asked for', async () => {
      const { values, frame } = await table({ queryType: 'conversation', conversationId: 'c-1', limit: 1, offset: 1, content: false }); // prettier-ignore
      expect(values).toMatchObject({ turn: [2], messages: [null], repeated: [0] });
      expect(frame?.meta?.notices?.[0]?.text).toBe('Showing turns 2 to 2 of 2.');
    });

    it.each([
      ['c-3', /^CONVERSATION_NOT_FOUND: /],
      ['', /^No conversation chosen/],
    ])('says what is missing: "%s"', async (conversationId, text) => {
      const { frame } = await table({ queryType: 'conversation', conversationId });
      expect([frame?.fields, frame?.meta?.notices?.[0]?.text]).toEqual([[], expect.stringMatching(text)]);
    });
  });

  describe('models', () => {
    it('gives one row a model, the one with the most calls first', async () => {
      const { values, frames } = await table({ queryType: 'models' });
      expect(values).toMatchObject({
        model: ['gpt-5', 'claude-4'],
        calls: [4, 1],
        cost: [1, null],
        unpriced_calls: [0, 1],
        cost_per_call: [0.25, null],
        error_rate: [0.25, 0],
        duration_p50: [1000, 1000],
      });
      expect(values).toHaveProperty('duration_p95_lo');
      // Every baseline, matched and not: the panel changes both without asking again.
      const compared = frames.slice(0, -1);
      expect(
        compared.map((frame) => (frame.meta?.custom as { comparison: object }).comparison),
      ).toMatchObject([
        { baseline: 'gpt-5', matched: false, sampledShare: 1 },
        { baseline: 'gpt-5', matched: true },
        { baseline: 'claude-4', matched: true },
        { baseline: 'claude-4', matched: false },
      ]);
      expect(valuesOf(frames.at(-1))).toMatchObject({
        from: ['gpt-5', 'claude-4'],
        to: ['claude-4', 'gpt-5'],
        cost_then: [null, null],
        reason: ['no price list', 'no call with a known cost'],
      });
    });

    it('puts the base first, without intervals where they are not wanted', async () => {
      const { values, frames } = await table({ queryType: 'models', base: 'claude-4', intervals: false });
      expect(frames).toHaveLength(1);
      expect(values['model']).toEqual(['claude-4', 'gpt-5']);
      expect(Object.keys(values).filter((column) => /_(lo|hi|n)$/.test(column))).toEqual([]);
    });

    it('shows unmatched values where there is too little common traffic', async () => {
      const { frame } = await table({ queryType: 'models', matched: true });
      expect(frame?.meta?.notices?.[0]?.text).toMatch(
        /^Too little common traffic to compare fairly \(\d calls\)/,
      );
      expect(frame?.meta?.custom?.comparison).toMatchObject({ matched: false });
    });

    it('stops when the caller goes away', async () => {
      const gone = new AbortController();
      gone.abort();
      await expect(table({ queryType: 'models' }, { signal: gone.signal })).rejects.toMatchObject({
        code: 'CANCELLED',
      });
    });
  });

  it.each(['users', 'tools', 'conversations', 'models'])('answers nothing with a frame without fields: %s', async (queryType) => {
    const { frames } = await table({ queryType, filters: [{ key: 'app', value: 'nobody' }] });
    expect(frames.map((frame) => frame.fields)).toEqual([[]]);
  }); // prettier-ignore
});
