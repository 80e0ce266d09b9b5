import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ObservatoryError } from '../record/errors';
import { createAdmission, type Hold } from './admission';

/** An admission with a clock that the test moves. */
function at(maxInflightBytes: number) {
  const clock = { ms: 0 };
  return { clock, admission: createAdmission({ maxInflightBytes, clockMs: () => clock.ms }) };
}

function refusal(run: () => unknown): ObservatoryError {
  try {
    run();
  } catch (error) {
    if (error instanceof ObservatoryError) return error;
  }
  throw new Error('was not refused');
}

describe('the budget', () => {
  it('is full at its last byte, not before', () => {
    const { admission } = at(1000);
    admission.admit(900);
    expect(refusal(() => admission.admit(101))).toMatchObject({ fault: 'busy', code: 'INGEST_BUSY' });
    admission.admit(100);
    expect(admission.bytesInFlight).toBe(1000);
    expect(refusal(() => admission.admit(1))).toBeInstanceOf(ObservatoryError);
  });

  it('lets one request in that is larger than all of it, when nothing else is held', () => {
    const { admission } = at(1000);
    const hold = admission.admit(5000);
    expect(refusal(() => admission.admit(1))).toBeInstanceOf(ObservatoryError);
    hold.release();
    expect(admission.bytesInFlight).toBe(0);
  });

  it('counts what a request turned out to have', () => {
    const { admission } = at(1000);
    admission.admit(500);
    const hold = admission.admit(100);
    hold.resize(500);
    expect(refusal(() => hold.resize(501))).toBeInstanceOf(ObservatoryError);
    expect(admission.bytesInFlight).toBe(1000);
    hold.resize(20);
    expect(admission.bytesInFlight).toBe(520);
  });

  it('gets each byte back once', () => {
    const { admission } = at(1000);
    const hold = admission.admit(400);
    hold.release();
    hold.release();
    expect(admission.bytesInFlight).toBe(0);
  });

  it('is never exceeded by two requests or more, and empty at the end, whatever they do', () => {
    const step = fc.tuple(fc.constantFrom('admit', 'resize', 'release'), fc.nat(20), fc.nat(600));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { admission } = at(1000);
        const open: Hold[] = [];
        for (const [what, which, bytes] of steps) {
          const hold = open[which % Math.max(1, open.length)];
          try {
            if (what === 'admit') open.push(admission.admit(bytes));
            else if (what === 'resize') hold?.resize(bytes);
            else if (hold) open.splice(open.indexOf(hold), 1)[0]!.release();
          } catch (error) {
            expect(error).toBeInstanceOf(ObservatoryError);
          }
          expect(admission.bytesInFlight).toBeLessThanOrEqual(1000);
        }
        for (const hold of open) hold.release();
        expect(admission.bytesInFlight).toBe(0);
      }),
    );
  });
});

describe('the delay until a retry', () => {
  it('is the time in which what is held should be committed', () => {
    const { admission, clock } = at(1000);
    const first = admission.admit(200);
    clock.ms = 2_000;
    first.release(); // 100 bytes a second
    admission.admit(900);
    expect(refusal(() => admission.admit(200)).retryAfterSeconds).toBe(9);
  });

  it('is 5 s while nothing is known, and between 1 and 30 s always', () => {
    const { admission, clock } = at(1000);
    const hold = admission.admit(1000);
    expect(refusal(() => admission.admit(1)).retryAfterSeconds).toBe(5);
    clock.ms = 100;
    hold.release(); // 10 000 bytes a second
    admission.admit(1000);
    expect(refusal(() => admission.admit(1)).retryAfterSeconds).toBe(1);
    clock.ms = 9_900; // 1000 bytes in 9.9 s
    expect(refusal(() => admission.admit(1)).retryAfterSeconds).toBe(10);
    clock.ms = 60_000;
    expect(refusal(() => admission.admit(1)).retryAfterSeconds).toBe(5);
    const slow = at(1000);
    const small = slow.admission.admit(1);
    slow.clock.ms = 4_000;
    small.release();
    slow.admission.admit(1000);
    expect(refusal(() => slow.admission.admit(1)).retryAfterSeconds).toBe(30);
  });
});
