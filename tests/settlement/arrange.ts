/** Ways in which the records of a capture can reach the database. */
import fc from 'fast-check';
import type { Request } from '../captures/capture';
import { split } from '../captures/otlp';
import { randomFrom, shuffled } from '../captures/random';
import type { Product } from './product';

export interface Arrangement {
  /** Order of the single records. */
  seed: number;
  /** Records in one request. */
  size: number;
  /** Which of the requests are sent again at the end. */
  again: boolean[];
  /** Which of two backends takes a request. */
  writers: (0 | 1)[];
  /** After which requests the jobs run. */
  pauses: boolean[];
  /** Requests on their way at the same time, and the jobs beside them. */
  parallel: number;
}

export const arrangements: fc.Arbitrary<Arrangement> = fc.record({
  seed: fc.integer(),
  size: fc.integer({ min: 1, max: 12 }),
  again: fc.array(fc.boolean(), { minLength: 1, maxLength: 5 }),
  writers: fc.array(fc.constantFrom(0, 1), { minLength: 1, maxLength: 5 }),
  pauses: fc.array(fc.boolean(), { minLength: 1, maxLength: 5 }),
  parallel: fc.integer({ min: 1, max: 4 }),
});

/** Sends all records so arranged; lists that are too short begin anew. Jobs are left with work to do. */
export async function sendArranged(
  product: Product,
  project: string,
  requests: readonly Request[],
  { seed, size, again, writers, pauses, parallel }: Arrangement,
): Promise<void> {
  const single = shuffled(requests.flatMap(split), randomFrom(seed));
  const once = joined(single, size);
  const all = [...once, ...once.filter((_, index) => again[index % again.length])];
  for (let start = 0; start < all.length; start += parallel) {
    const group = all.slice(start, start + parallel);
    await Promise.all([
      ...group.map((request, index) =>
        product.send(project, request, writers[(start + index) % writers.length]),
      ),
      ...(pauses[(start / parallel) % pauses.length] ? [product.settle()] : []),
    ]);
    if (pauses[(start / parallel + 1) % pauses.length]) {
      await product.settle();
      await product.refresh();
    }
  }
}

/** Neighbours of one signal in one request: protobuf messages one after the other are one message. */
function joined(requests: readonly Request[], size: number): Request[] {
  const groups: Request[][] = [];
  for (const request of requests) {
    const last = groups.at(-1);
    if (last && last.length < size && last[0]!.signal === request.signal) last.push(request);
    else groups.push([request]);
  }
  return groups.map((group) => ({
    signal: group[0]!.signal,
    bytes: Buffer.concat(group.map(({ bytes }) => bytes)),
  }));
}
