/**
 * Records that come when everything before them is settled and in the rollups: minutes later, from another process, in
 * another order. The rows change to what they would have been, and so do the sums by hour and by day.
 */
import { beforeEach, describe, expect, it } from 'vitest';
import { readCapture } from '../captures/capture';
import { otherIds } from '../captures/derive';
import { withoutNulls } from '../captures/ingest';
import { split } from '../captures/otlp';
import { forEachEngine } from '../engines';
import { openProduct } from './product';
import { readSnapshot, readSums } from './snapshot';
import { telemetryOf, type CallPlan, type View } from './world';

const call = (views: View[], fields: Partial<CallPlan> = {}): CallPlan => ({
  input: 1000, output: 100, cached: 400, failed: false, isDouble: false, views, ...fields,
}); // prettier-ignore
const application = (views: View[], fields: Partial<CallPlan> = {}) =>
  telemetryOf([{ calls: [call(views, fields)], hasAgent: true, session: 'session-1' }]);

forEachEngine((_name, database) => {
  beforeEach(() => database().empty());
  const open = () => {
    const { engine } = database();
    const product = openProduct([engine, engine]);
    const finish = async () => {
      await product.settle();
      await product.refresh();
    };
    return { engine, product, finish };
  };

  describe('a record that comes when the call is settled and in the rollups', () => {
    it.each<[string, View, Partial<CallPlan>?]>([
      ['the span of a framework around the call, with its tokens', 'framework'],
      ['… of one among equal calls', 'framework', { isDouble: true }],
      ['a wrapper without usage', 'wrapper'],
      ['the span of another instrumentation in another trace, by the response id', 'elsewhere'],
      ['… by nothing but its tokens and its time', 'twin'],
      ['the server’s span of the client’s call', 'server'],
      ['a log event of the call', 'log'],
      ['a span between the agent and the call', 'step'],
    ])('changes no sum: %s', async (_what, view, fields) => {
      const { engine, product, finish } = open();
      const { requests, bill } = application([view], fields);
      // Everything at once, to know what has to come out.
      for (const request of requests) await product.send('whole', request);
      await finish();
      const whole = await readSnapshot(engine, 'whole');

      const without = new Set(
        application([], fields).requests.map(({ bytes }) => Buffer.from(bytes).toString('hex')),
      );
      const early = requests.filter(({ bytes }) => without.has(Buffer.from(bytes).toString('hex')));
      const late = requests.filter((request) => !early.includes(request));
      expect(late.length).toBeGreaterThan(0);
      for (const request of early) await product.send('late', request);
      await finish();
      for (const request of late) {
        await product.send('late', request, 1);
        await finish();
      }
      expect(await readSums(engine, 'late')).toEqual({ metrics: bill, hourly: bill, daily: bill });
      expect(await readSnapshot(engine, 'late')).toEqual(whole);
    });

    it('takes its place when it is the inner span, and the outer one counted before', async () => {
      const { engine, product, finish } = open();
      const { requests, bill } = application(['framework', 'elsewhere', 'server', 'log']);
      for (const request of [...requests].reverse()) {
        await product.send('p', request);
        await finish();
      }
      expect(await readSums(engine, 'p')).toEqual({ metrics: bill, hourly: bill, daily: bill });
    });
  });

  describe.each(['logfire/openai-chat-stream-embed', 'traceloop-anthropic/stream-cache', 'otel-openai-v2/tool-loop', 'openinference-smolagents/agent-stacked-openai'])('%s', (name) => {
    it('one record after the other, each settled and refreshed before the next, gives its bill at the end', async () => {
      const { engine, product, finish } = open();
      const { requests, expect: truth } = readCapture(name);
      for (const request of requests.flatMap(split).reverse()) {
        await product.send('p', request);
        await finish();
      }
      const due = withoutNulls(truth.expected_sum);
      expect(await readSums(engine, 'p')).toEqual({ metrics: due, hourly: due, daily: due });
    });
  }); // prettier-ignore

  it('records of hours and days that were complete are added to their rollups', async () => {
    const { engine, product, finish } = open();
    const capture = readCapture('openinference-openai/tools-session');
    for (const request of capture.requests) await product.send('p', request);
    await finish();
    for (const request of otherIds(capture, 3).requests) await product.send('p', request);
    await product.settle();
    await product.refresh();
    const due = withoutNulls(capture.expect.expected_sum);
    const twice = Object.fromEntries(Object.entries(due).map(([name, value]) => [name, 2 * value]));
    expect(await readSums(engine, 'p')).toEqual({ metrics: twice, hourly: twice, daily: twice });
  });

  it('is in every sum within 30 seconds: the jobs that do it start more often than that', () => {
    // A record waits for the next round of settlement, then for the next refresh; both take what is there in one go.
    expect(open().product.delayMs).toBeLessThan(30_000 / 2);
  });
});
