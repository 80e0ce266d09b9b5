/**
 * What waits for the embedded engine: three lanes, ingest before panel before job. A lane that was passed over too
 * often goes next, so that load on one never starves the others.
 */
import type { Lane } from '../engine';

const ORDER: readonly Lane[] = ['ingest', 'panel', 'job'];

/** A lane waits for at most so many runs of the lanes before it. */
const PATIENCE: Record<Lane, number> = { ingest: 0, panel: 8, job: 16 };

export class Mailbox<T extends { lane: Lane }> {
  readonly #waiting: Record<Lane, T[]> = { ingest: [], panel: [], job: [] };
  readonly #passedOver: Record<Lane, number> = { ingest: 0, panel: 0, job: 0 };

  get size(): number {
    return ORDER.reduce((sum, lane) => sum + this.#waiting[lane].length, 0);
  }

  add(item: T): void {
    this.#waiting[item.lane].push(item);
  }

  /** Takes an item out again; false: it is not here (any more). */
  remove(item: T): boolean {
    const lane = this.#waiting[item.lane];
    const index = lane.indexOf(item);
    if (index < 0) return false;
    lane.splice(index, 1);
    return true;
  }

  next(): T | undefined {
    const full = ORDER.filter((lane) => this.#waiting[lane].length > 0);
    const lane = full.find((one) => PATIENCE[one] > 0 && this.#passedOver[one] >= PATIENCE[one]) ?? full[0];
    if (!lane) return undefined;
    for (const other of full) this.#passedOver[other] += 1;
    this.#passedOver[lane] = 0;
    return this.#waiting[lane].shift();
  }

  drain(): T[] {
    return ORDER.flatMap((lane) => this.#waiting[lane].splice(0));
  }
}
