/** One request from its bytes to its rows, on every engine: what is stored, what is rejected, and what a repetition does. */
import { describe, expect, it } from 'vitest';
import { forEachEngine } from '../../tests/engines';
import { shippedPrices } from './account/prices/shipped';
import { createIngest } from './ingest';
import { SLOT_MAP } from './normalise/slots';
import { createSelfMetrics } from './observe/metrics';
import type { Signal } from './record/batch';
import type { Engine } from './store/engine';
import { createWriter } from './store/writer';

const NOW = new Date('2026-11-21T12:00:00Z');
const TRACE = '5b8efff798038103d269b633813fc60c';

const nano = (iso: string) => `${BigInt(new Date(iso).getTime()) * 1_000_000n}`;
const text = (key: string, stringValue: string) => ({ key, value: { stringValue } });
const count = (key: string, intValue: number) => ({ key, value: { intValue } });

const modelCall = (spanId: string, start: string) => ({
  traceId: TRACE,
  spanId,
  name: 'chat gpt-4.1-mini',
  startTimeUnixNano: nano(start),
  endTimeUnixNano: `${BigInt(nano(start)) + 1_000_000_000n}`,
  attributes: [
    text('gen_ai.operation.name', 'chat'),
    text('gen_ai.provider.name', 'openai'),
    text('gen_ai.request.model', 'gpt-4.1-mini'),
    count('gen_ai.usage.input_tokens', 1_000_000),
    count('gen_ai.usage.output_tokens', 1_000_000),
  ],
});

const traces = (...spans: object[]) => ({
  resourceSpans: [
    {
      resource: { attributes: [text('service.name', 'shop')] },
      scopeSpans: [{ scope: { name: 'x' }, spans }],
    },
  ],
});

function sender(engine: Engine) {
  const consume = createIngest({
    slots: SLOT_MAP,
    prices: shippedPrices(),
    writer: createWriter(engine),
    retainSeconds: 90 * 86_400,
    metrics: createSelfMetrics(),
  });
  const caller = { name: 'test', scopes: new Set(['ingest'] as const), projects: ['default'] };
  return (signal: Signal, body: object) =>
    consume(
      { signal, format: 'json', body: Buffer.from(JSON.stringify(body)), caller, receivedAt: NOW },
      new AbortController().signal,
    );
}

async function rows(engine: Engine, sql: string): Promise<(string | null)[][]> {
  const [result] = await engine.run([{ sql }], { lane: 'panel' });
  return result?.rows ?? [];
}

describe('ingest', () => {
  forEachEngine((_name, database) => {
    it('stores a call with tokens and cost: a million in at $0.40 and a million out at $1.60', async () => {
      const { engine, empty } = database();
      await empty();
      const reply = await sender(engine)(
        'traces',
        traces(modelCall('eee19b7ec3c1b174', '2026-11-21T11:59:00Z')),
      );
      expect(reply).toEqual({ rejected: 0, message: '' });
      expect(
        await rows(
          engine,
          'SELECT model_name, prompt_tokens, completion_tokens, total_cost_usd FROM llm_metrics',
        ),
      ).toEqual([['gpt-4.1-mini', '1000000', '1000000', '2.000000000000']]);
    });

    it('counts a span once, however often and in whatever company it is sent', async () => {
      const { engine, empty } = database();
      await empty();
      const send = sender(engine);
      const one = modelCall('eee19b7ec3c1b174', '2026-11-21T11:59:00Z');
      await send('traces', traces(one));
      await send('traces', traces(one, modelCall('eee19b7ec3c1b175', '2026-11-21T11:59:30Z'), one));
      expect(await rows(engine, 'SELECT count(*), sum(total_cost_usd) FROM llm_metrics')).toEqual([
        ['2', '4.000000000000'],
      ]);
      expect(await rows(engine, 'SELECT count(*) FROM llm_traces')).toEqual([['2']]);
    });

    it.each([
      '1970-01-01T00:00:00.001Z',
      '2200-01-01T00:00:00.000Z',
      '2026-08-23T11:59:59.999Z',
      '2026-11-22T12:00:00.001Z',
    ])('rejects a span of %s alone, says why, and stores its neighbour', async (time) => {
      const { engine, empty } = database();
      await empty();
      const reply = await sender(engine)(
        'traces',
        traces(modelCall('eee19b7ec3c1b174', time), modelCall('eee19b7ec3c1b175', '2026-11-21T11:59:00Z')),
      );
      expect(reply.rejected).toBe(1);
      expect(reply.message).toContain('TIME_OUT_OF_RANGE');
      expect(reply.message).toContain(time);
      expect(await rows(engine, 'SELECT span_id FROM llm_metrics')).toEqual([['eee19b7ec3c1b175']]);
    });

    it('takes times at the very edges: 90 days back, one day ahead', async () => {
      const { engine, empty } = database();
      await empty();
      const reply = await sender(engine)(
        'traces',
        traces(
          modelCall('eee19b7ec3c1b174', '2026-08-23T12:00:00Z'),
          modelCall('eee19b7ec3c1b175', '2026-11-22T12:00:00Z'),
        ),
      );
      expect(reply.rejected).toBe(0);
      expect(await rows(engine, 'SELECT count(*) FROM llm_metrics')).toEqual([['2']]);
    });

    it('rejects a span without an id alone', async () => {
      const { engine, empty } = database();
      await empty();
      const reply = await sender(engine)(
        'traces',
        traces(
          modelCall('0000000000000000', '2026-11-21T11:59:00Z'),
          modelCall('eee19b7ec3c1b175', '2026-11-21T11:59:00Z'),
        ),
      );
      expect(reply).toMatchObject({ rejected: 1 });
      expect(reply.message).toContain('SPAN_ID_INVALID');
      expect(await rows(engine, 'SELECT span_id FROM llm_traces')).toEqual([['eee19b7ec3c1b175']]);
    });

    it('stores logs and metric points once each', async () => {
      const { engine, empty } = database();
      await empty();
      const send = sender(engine);
      const resource = { attributes: [text('service.name', 'shop')] };
      const logs = {
        resourceLogs: [
          {
            resource,
            scopeLogs: [
              {
                logRecords: [{ timeUnixNano: nano('2026-11-21T11:59:00Z'), body: { stringValue: 'hello' } }],
              },
            ],
          },
        ],
      };
      const dataPoints = [{ timeUnixNano: nano('2026-11-21T11:59:00Z'), asInt: '7' }];
      const metrics = {
        resourceMetrics: [
          { resource, scopeMetrics: [{ metrics: [{ name: 'gen_ai.x', gauge: { dataPoints } }] }] },
        ],
      };
      for (let time = 0; time < 2; time++) {
        expect(await send('logs', logs)).toEqual({ rejected: 0, message: '' });
        expect(await send('metrics', metrics)).toEqual({ rejected: 0, message: '' });
      }
      expect(await rows(engine, 'SELECT body, service_name FROM llm_logs')).toEqual([['hello', 'shop']]);
      expect(await rows(engine, 'SELECT name, value FROM llm_usage_metrics')).toEqual([['gen_ai.x', '7']]);
    });

    it('stores a score of a span and one of a log record once each, beside the calls they are about', async () => {
      const { engine, empty } = database();
      await empty();
      const send = sender(engine);
      const said = [
        text('gen_ai.evaluation.name', 'helpful'),
        { key: 'gen_ai.evaluation.score.value', value: { doubleValue: 0.9 } },
      ];
      const call = modelCall('eee19b7ec3c1b174', '2026-11-21T11:59:00Z');
      const events = [
        { name: 'gen_ai.evaluation.result', timeUnixNano: nano('2026-11-21T11:59:01Z'), attributes: said },
      ];
      const answer = { attributes: [...call.attributes, text('gen_ai.response.id', 'resp_1')], events };
      const feedback = {
        timeUnixNano: nano('2026-11-21T11:59:30Z'),
        eventName: 'gen_ai.evaluation.result',
        attributes: [
          text('gen_ai.evaluation.name', 'thumbs'),
          text('gen_ai.evaluation.score.label', 'thumbs_up'),
          text('gen_ai.response.id', 'resp_1'),
        ],
      };
      const logs = { resourceLogs: [{ scopeLogs: [{ logRecords: [feedback] }] }] };
      for (let time = 0; time < 2; time++) {
        expect(await send('logs', logs)).toEqual({ rejected: 0, message: '' });
        expect(await send('traces', traces({ ...call, ...answer }))).toEqual({ rejected: 0, message: '' });
      }
      expect(
        await rows(
          engine,
          'SELECT s.name, s.value, s.passed, m.span_id FROM llm_scores s JOIN llm_metrics m USING (project, call_id) ORDER BY s.name',
        ),
      ).toEqual([
        ['helpful', '0.9', null, 'eee19b7ec3c1b174'],
        ['thumbs', null, 't', 'eee19b7ec3c1b174'],
      ]);
    });
  });
});
