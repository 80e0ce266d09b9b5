import { pino } from 'pino';
import { expect, it } from 'vitest';
import type { Frame } from '@llmobservatory/model';
import { forEachEngine } from '../../../tests/engines';
import type { Caller } from '../access/caller';
import type { Engine } from '../store/engine';
import { call, insertRows, traceId } from '../query/testing';
import { createCallTail } from './callTail';

const caller: Caller = { name: 'grafana', scopes: new Set(['read'] as const), projects: ['default'] };

const column = (frame: Frame | void, name: string) =>
  frame ? frame.fields.find((field) => field.name === name)?.values : undefined;

forEachEngine((_, database) => {
  const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString();

  /** A tail that polls quickly; the first `failures` polls find no database. `polled` tells of the first good one. */
  function tail({ failures = 0 } = {}) {
    const { engine } = database();
    let left = failures;
    let polled = () => {};
    const firstPoll = new Promise<void>((resolve) => (polled = resolve));
    const run: Engine['run'] = async (...args) => {
      if (left-- > 0) throw new Error('away');
      const results = await engine.run(...args);
      polled();
      return results;
    };
    const logger = pino({ level: 'silent' });
    return { ...createCallTail({ engine: { run }, logger, pollMs: 10 }), firstPoll };
  }

  it('shows the newest counted calls of the caller, oldest first', async () => {
    const { engine, empty } = database();
    await empty();
    await insertRows(engine, 'projects', [{ id: 'other', name: 'Other' }]);
    await insertRows(engine, 'calls', [
      call({ ts: ago(20), model_name: 'second', trace_id: traceId(7) }),
      call({ ts: ago(30), model_name: 'first', total_cost_usd: null, cost_state: 'unknown' }),
      call({ ts: ago(10), model_name: 'duplicate', state: 'duplicate' }),
      call({ ts: ago(10), model_name: 'not ours', project: 'other' }),
      call({ ts: ago(2 * 3600), model_name: 'old' }),
    ]);
    const frame = await tail().newest(caller, new AbortController().signal);
    expect(column(frame, 'model')).toEqual(['first', 'second']);
    expect(column(frame, 'cost')).toEqual([null, 0.001]);
    expect(column(frame, 'traceID')?.[1]).toBe(traceId(7));
    expect(frame.fields.map((field) => field.name)).toEqual(
      expect.arrayContaining(['time', 'duration', 'error']),
    );
  });

  it('follows calls as they come in, each once, also those that started minutes before', async () => {
    const { engine, empty } = database();
    await empty();
    await insertRows(engine, 'calls', [call({ ts: ago(1), model_name: 'there already' })]);
    const abort = new AbortController();
    const { follow, firstPoll } = tail();
    const frames = follow(caller, abort.signal);
    const next = async () => column((await frames.next()).value, 'model');

    const first = next();
    await firstPoll; // tells what is there already; what comes after it is new
    await insertRows(engine, 'calls', [call({ ts: ago(0), model_name: 'new' })]);
    expect(await first).toEqual(['new']);

    await insertRows(engine, 'calls', [
      call({ ts: ago(600), model_name: 'slow' }),
      call({ ts: ago(0), model_name: 'aggregate', state: 'aggregate' }),
    ]);
    expect(await next()).toEqual(['slow']);

    const end = frames.next();
    abort.abort();
    expect(await end).toEqual({ value: undefined, done: true });
  });

  it('goes on after the database was away', async () => {
    const { engine, empty } = database();
    await empty();
    const abort = new AbortController();
    const { follow, firstPoll } = tail({ failures: 2 });
    const first = follow(caller, abort.signal).next();
    await firstPoll;
    await insertRows(engine, 'calls', [call({ ts: ago(0), model_name: 'new' })]);
    expect(column((await first).value, 'model')).toEqual(['new']);
    abort.abort();
  });
});
