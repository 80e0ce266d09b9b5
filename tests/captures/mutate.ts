/** Changes a capture so that what must come out is known: the truth is derived along. */
import type { Capture } from './capture';
import { changed, eachAttributeList, split } from './otlp';
import { randomFrom, shuffled } from './random';

export type Mutation = (capture: Capture, seed: number) => Capture;

/** Attributes of every record, event and resource in another order; keys that repeat keep theirs, the last one wins. */
export const shuffledAttributes: Mutation = (capture, seed) => {
  const random = randomFrom(seed);
  return changed(capture, (request) =>
    eachAttributeList(request, (attributes, owner) => {
      const keys = attributes.map(({ key }) => key);
      if (new Set(keys).size === keys.length) owner.attributes = shuffled(attributes, random);
    }),
  );
};

/** Every span, log record and metric in a request of its own. */
export const splitRequests: Mutation = (capture) => ({
  ...capture,
  requests: capture.requests.flatMap(split),
});

/** Single records in any order: children before parents, logs before spans. */
export const reordered: Mutation = (capture, seed) => ({
  ...capture,
  requests: shuffled(capture.requests.flatMap(split), randomFrom(seed)),
});

/** A sender that got no answer sends again. */
export const resent: Mutation = (capture) => ({
  ...capture,
  requests: [...capture.requests, ...capture.requests],
});
