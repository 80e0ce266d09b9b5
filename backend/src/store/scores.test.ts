/** `llm_scores`: every score once, led to the call it is about, in whatever order the two arrive. */
import { beforeEach, describe, expect, it } from 'vitest';
import { forEachEngine } from '../../../tests/engines';
import { batch, callRow, nano, score, span, spanId, traceId } from '../../../tests/records';
import type { CallClaim, CallRow } from '../record/call';
import type { Score } from '../record/score';
import type { Engine } from './engine';
import { saveScores } from './scores';
import { createWriter } from './writer';

const at = (seconds: number): bigint => nano('2026-03-02T10:00:00Z') + BigInt(seconds) * 1_000_000_000n;

const select = async (engine: Engine, sql: string): Promise<(string | null)[][]> => {
  const [result] = await engine.run([{ sql }], { lane: 'panel' });
  return result?.rows ?? [];
};

/** Start of the call that each score is about, as the second it started at; null: none. */
const secondsOfCalls = async (engine: Engine) =>
  (
    await select(
      engine,
      `SELECT extract(epoch FROM call_ts - '2026-03-02T10:00:00Z'::timestamptz)::int FROM llm_scores ORDER BY ts`,
    )
  ).map(([seconds]) => (seconds === null || seconds === undefined ? null : Number(seconds)));

forEachEngine((_name, database) => {
  beforeEach(() => database().empty());
  const store = (records: Parameters<typeof batch>[0]) =>
    createWriter(database().engine).write(batch(records));

  const call = (id: number, seconds: number, fields: Partial<CallClaim> = {}, row: Partial<CallRow> = {}) =>
    callRow({ spanId: spanId(id), startUnixNano: at(seconds), ...fields }, row);
  const ofTrace = (fields: Partial<Score> = {}) =>
    score({ target: 'trace', traceId: traceId(1), spanId: null, ...fields });

  it('keeps a score as it came, and the first of two copies', async () => {
    const made = score({
      label: 'good',
      passed: true,
      explanation: 'clear',
      annotator: 'llm',
      attributes: '{"rubric": 2}',
    });
    await store({ scores: [made] });
    await store({ scores: [{ ...made, value: 0.1 }], spans: [span()] });
    expect(
      await select(
        database().engine,
        'SELECT name, value, label, passed, explanation, annotator, source, attributes FROM llm_scores',
      ),
    ).toEqual([['helpfulness', '0.5', 'good', 't', 'clear', 'llm', 'otel_genai', '{"rubric": 2}']]);
  });

  describe('is about', () => {
    it('the call of its span, though the score came before it', async () => {
      await store({ scores: [score({ spanId: spanId(2) })] });
      expect(await secondsOfCalls(database().engine)).toEqual([null]);
      await store({ calls: [call(1, 1), call(2, 2), call(3, 3)] });
      expect(await secondsOfCalls(database().engine)).toEqual([2]);
    });

    it('the call that counts for the one of its span', async () => {
      const counted = call(2, 2);
      const wrapper = call(1, 1, {}, { state: 'wrapper', countedBy: counted.claim.claimId });
      await store({ calls: [wrapper, counted, call(3, 3)], scores: [score({ spanId: spanId(1) })] });
      expect(await secondsOfCalls(database().engine)).toEqual([2]);
    });

    it('the call that gave the answer it names, also when it was sent from the span of something else', async () => {
      const calls = [call(1, 1, { responseId: 'resp_1' }), call(2, 2, { responseId: 'resp_2' })];
      const named = { responseId: 'resp_1' };
      await store({
        calls,
        scores: [
          score({ ...named, id: '1'.repeat(32), traceId: null, spanId: null, timeUnixNano: at(10) }),
          score({
            ...named,
            id: '2'.repeat(32),
            traceId: traceId(9),
            spanId: spanId(99),
            timeUnixNano: at(11),
          }),
        ],
      });
      expect(await secondsOfCalls(database().engine)).toEqual([1, 1]);
    });

    it('no answer of another project', async () => {
      const calls = [call(1, 1, { responseId: 'resp_1', project: 'other' })];
      await store({ calls, scores: [score({ responseId: 'resp_1', traceId: null, spanId: null })] });
      expect(await secondsOfCalls(database().engine)).toEqual([null]);
    });

    it('the last answer of its trace, an embedding is none', async () => {
      const calls = [call(1, 1), call(2, 2), call(3, 3, { operation: 'embeddings' })];
      await store({ calls, scores: [ofTrace()] });
      expect(await secondsOfCalls(database().engine)).toEqual([2]);
    });

    it('no call of an evaluator, whose own calls are work too', async () => {
      const evaluator = span({ spanId: spanId(8), operation: 'evaluator', startUnixNano: at(3) });
      await store({
        spans: [evaluator],
        calls: [call(1, 1), call(9, 4, { parentSpanId: spanId(8) })],
        scores: [ofTrace(), score({ id: '2'.repeat(32), spanId: spanId(8), timeUnixNano: at(9) })],
      });
      expect(await secondsOfCalls(database().engine)).toEqual([1, 1]);
    });

    it('the last answer of its session before it was given', async () => {
      const { engine } = database();
      await store({ calls: [call(1, 1), call(2, 50, { traceId: traceId(2) })] });
      const trace = (id: number, second: number) =>
        `('default', '${traceId(id)}', '2026-03-02T10:00:00Z'::timestamptz + INTERVAL '${second} s', 0, 0, 0, 's1', 1, 1, 0)`;
      await engine.run(
        [
          {
            script: `INSERT INTO traces (project, trace_id, ts, start_unix_nano, end_unix_nano, duration_ms, session_id, span_count, call_count, error_count)
VALUES ${trace(1, 1)}, ${trace(2, 50)}`,
          },
        ],
        { lane: 'job' },
      );
      const said = { target: 'session' as const, traceId: null, spanId: null, sessionId: 's1' };
      await store({
        scores: [
          score({ ...said, id: '1'.repeat(32), timeUnixNano: at(20) }),
          score({ ...said, id: '2'.repeat(32), timeUnixNano: at(60) }),
        ],
      });
      expect(await secondsOfCalls(engine)).toEqual([1, 50]);
    });
  });

  it('stores a score that is sent again under its id once, whatever time it says, and neighbours that are new', async () => {
    const { engine } = database();
    const first = score({ id: '1'.repeat(32) });
    expect(await saveScores(engine, [first])).toEqual({ stored: 1 });
    const again = { ...first, timeUnixNano: at(99), value: 0.1 };
    const second = score({ id: '2'.repeat(32), explanation: 'a quote " and a backslash \\', passed: false });
    expect(await saveScores(engine, [again, second, second])).toEqual({ stored: 1 });
    expect(
      await select(engine, 'SELECT value, passed, explanation FROM llm_scores ORDER BY score_id'),
    ).toEqual([
      ['0.5', null, null],
      ['0.5', 'f', 'a quote " and a backslash \\'],
    ]);
  });

  it('joins a call by one id', async () => {
    await store({ calls: [call(1, 1)], scores: [score({ spanId: spanId(1) })] });
    expect(
      await select(
        database().engine,
        'SELECT s.name, m.model_name FROM llm_scores s JOIN llm_metrics m USING (project, call_id)',
      ),
    ).toEqual([['helpfulness', 'gpt-5']]);
  });
});
