import { describe, expect, it } from 'vitest';
import type { Engine } from '../store/engine';
import { refreshJob } from './refresh';

const at = (iso: string) => new Date(`2026-03-02T${iso}Z`);
const NOW = at('12:30:00');

/** Remembers from when rollups were refreshed; `fail` is asked before each. */
function ready(fail: () => boolean = () => false) {
  const begins: (string | null)[] = [];
  const engine = {
    facts: { edition: 'community' },
    run: async ([step]: { sql: string; params: [Date | null, Date] }[]) => {
      if (fail()) throw new Error('the database is away');
      if (step!.sql.includes('calls_hourly'))
        begins.push(step!.params[0]?.toISOString().slice(11, 19) ?? null);
      return [];
    },
  } as unknown as Engine;
  return { begins, job: refreshJob(engine, () => NOW) };
}

describe('a refresh of rollups', () => {
  it('reads everything at first, then from the first call that was touched', async () => {
    const { begins, job } = ready();
    await job.run();
    await job.run();
    job.touch({ from: at('09:10:00'), to: at('09:20:00') });
    job.touch({ from: at('08:10:00'), to: at('11:20:00') });
    await job.run();
    // The day that was open the last time may be complete: its begin comes before what was touched.
    expect(begins).toEqual([null, '00:00:00']);
  });

  it('that fails is made up for, and so is what was touched while it ran', async () => {
    let failing = true;
    const { begins, job } = ready(() => {
      if (failing) job.touch({ from: new Date('2026-02-20T07:00:00Z'), to: at('10:00:00') });
      return failing;
    });
    failing = false;
    await job.run();
    failing = true;
    job.touch({ from: at('09:00:00'), to: at('09:00:00') });
    await expect(job.run()).rejects.toThrow('away');
    failing = false;
    await job.run();
    expect(begins).toEqual([null, '07:00:00']);
  });

  it('reads everything again when this backend takes over', async () => {
    const { begins, job } = ready();
    await job.run();
    job.takeOver?.();
    await job.run();
    expect(begins).toEqual([null, null]);
  });
});
