/**
 * Real captures in the database, however they come: any order, any split into requests, any repetition, two backends at
 * once, jobs between and beside the requests. What stands at the end is what stands when everything comes at once.
 */
import fc from 'fast-check';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Engine } from '../../backend/src/store/engine';
import { openEngine } from '../../backend/src/store/open';
import { captureNames, readCapture } from '../captures/capture';
import { withoutNulls } from '../captures/ingest';
import { split } from '../captures/otlp';
import { forEachEngine } from '../engines';
import { arrangements, sendArranged } from './arrange';
import { openProduct } from './product';
import { readSnapshot, readSums } from './snapshot';
import { applications, telemetryOf } from './world';

/** Those with something to decide: several instrumentations, agents, streams in two spans, content in log records. */
const NAMES = captureNames().filter(
  (name) => readCapture(name).expect.stacked || /agent|logfire|log|tool-loop$|retry|litellm/.test(name),
);

forEachEngine((name, database) => {
  const open = async () => {
    const { engine, settings } = database();
    // Another backend on the same server; the embedded engine has one process, and two writers in it.
    const other: Engine = name === 'server' ? await openEngine(settings) : engine;
    if (other !== engine) onTestFinished(() => other.close());
    return { engine, product: openProduct([engine, other]) };
  };
  let projects = 0;
  const newProject = () => `p${++projects}`;
  const expected = new Map<string, Awaited<ReturnType<typeof readSnapshot>>>();

  beforeAll(() => database().empty());

  const atOnce = async (capture: string): Promise<Awaited<ReturnType<typeof readSnapshot>>> => {
    const known = expected.get(capture);
    if (known) return known;
    const { engine, product } = await open();
    const project = newProject();
    // The id of a log record is a hash of its bytes: those that an encoder of its own writes.
    const requests = readCapture(capture).requests.flatMap(split);
    for (const request of requests) await product.send(project, request);
    await product.settle();
    await product.refresh();
    const snapshot = await readSnapshot(engine, project);
    expected.set(capture, snapshot);
    return snapshot;
  };

  describe('a capture', () => {
    it('gives the same rows, traces, rollups and decisions however it comes, and the sums of its bill', { timeout: 240_000 }, async () => {
      const { engine, product } = await open();
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...NAMES), arrangements, async (capture, arrangement) => {
          const { requests, expect: truth } = readCapture(capture);
          const whole = await atOnce(capture);
          const project = newProject();
          await sendArranged(product, project, requests, arrangement);
          await product.settle();
          await product.refresh();
          expect(await readSnapshot(engine, project)).toEqual(whole);
          const sums = await readSums(engine, project);
          const due = withoutNulls(truth.expected_sum);
          expect(sums).toEqual({ metrics: due, hourly: due, daily: due });
        }),
        { numRuns: 15, endOnFailure: true },
      );
    }); // prettier-ignore

    it('made up gives its bill however it comes', { timeout: 240_000 }, async () => {
      const { engine, product } = await open();
      await fc.assert(
        fc.asyncProperty(applications, arrangements, async (turns, arrangement) => {
          const { requests, bill } = telemetryOf(turns);
          const project = newProject();
          await sendArranged(product, project, requests, arrangement);
          await product.settle();
          await product.refresh();
          expect(await readSums(engine, project)).toEqual({ metrics: bill, hourly: bill, daily: bill });
        }),
        { numRuns: 10, endOnFailure: true },
      );
    });

    it('has every decision in the log: who is left out, by whom, and why', async () => {
      const { engine } = await open();
      const [result] = await engine.run(
        [
          {
            sql: `SELECT c.project, c.name, c.state, c.state_rule, last.state, last.rule
                  FROM calls c LEFT JOIN LATERAL (
                    SELECT l.state, l.counted_by, l.rule FROM accounting_log l
                    WHERE l.project = c.project AND l.claim_id = c.claim_id ORDER BY l.id DESC LIMIT 1) last ON true
                  WHERE CASE WHEN last.state IS NULL THEN c.state <> 'counted'
                             ELSE (c.state, c.counted_by, c.state_rule) IS DISTINCT FROM (last.state, last.counted_by, last.rule) END`,
          },
        ],
        { lane: 'panel' },
      );
      expect(result?.rows).toEqual([]);
    });
  });
});
