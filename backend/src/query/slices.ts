/**
 * Long computations in slices, so that ingest, other panels and probes have their turn between them. A computation is a
 * generator that yields every few thousand rows; run at once it gives the same.
 */
export type Sliced<T> = Generator<void, T, void>;

/** Rows between two yields: about a millisecond. */
export const SLICE = 4096;

/** A turn of the event loop is given up after this. */
const TURN_MS = 8;

export async function inSlices<T>(work: Sliced<T>): Promise<T> {
  let started = performance.now();
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    if (performance.now() - started < TURN_MS) continue;
    await new Promise((resolve) => setImmediate(resolve));
    started = performance.now();
  }
}

export function atOnce<T>(work: Sliced<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
