/** Every capture against the provider's bill: what `SELECT sum(…) FROM llm_metrics` must show. */
import { describe, expect, it } from 'vitest';
import { batchOf, countedRows, settled, sumsOf, withoutNulls } from './ingest';
import { captureNames, readCapture, type Capture } from './capture';
import { apart, laterVersion, mixed, otherIds, otherServices, shuffledGroups } from './derive';
import { reordered, resent, shuffledAttributes, splitRequests, type Mutation } from './mutate';
import { otherTokens, scaledTokens } from './tokens';

const complete = captureNames();

const sums = (capture: Capture) => withoutNulls(sumsOf(settled(batchOf(capture.requests))));
const truth = (capture: Capture) => withoutNulls(capture.expect.expected_sum);

describe('captures', () => {
  it.each(complete)('%s gives what the provider billed', (name) => {
    const capture = readCapture(name);
    expect(sums(capture)).toEqual(truth(capture));
  });

  it.each(complete)('%s is read without a rejected record', (name) => {
    expect(batchOf(readCapture(name).requests).rejected).toEqual([]);
  });

  it.each(complete.filter((name) => readCapture(name).expect.session_id !== null))(
    '%s keeps the session on the calls that count',
    (name) => {
      const capture = readCapture(name);
      const sessions = countedRows(settled(batchOf(capture.requests))).flatMap(
        ({ call }) => call.sessionId ?? [],
      );
      expect(new Set(sessions)).toEqual(new Set([capture.expect.session_id]));
    },
  );

  it.each(complete.filter((name) => readCapture(name).expect.user_id !== null))(
    '%s keeps the user on the calls that count',
    (name) => {
      const capture = readCapture(name);
      const users = countedRows(settled(batchOf(capture.requests))).flatMap(({ call }) => call.userId ?? []);
      expect(new Set(users)).toEqual(new Set([capture.expect.user_id]));
    },
  );

  it.each(complete)('%s names a model of the bill on every counted call', (name) => {
    const capture = readCapture(name);
    const billed = capture.expect.billed.flatMap(({ model_requested, model_responded }) => [
      model_requested,
      model_responded,
    ]);
    const names = countedRows(settled(batchOf(capture.requests))).map(
      ({ call }) => call.responseModel ?? call.requestModel,
    );
    for (const named of names.filter((name) => name !== null)) {
      // Routers put the provider before the name, some instrumentations cut the vendor off.
      const bare = named.slice(named.lastIndexOf('/') + 1);
      expect(billed.filter((model) => model?.endsWith(bare))).not.toEqual([]);
      expect(bare).not.toBe('');
    }
    const isNotSent = ({ visible, model }: (typeof capture.expect.calls)[number]) =>
      visible && model === null;
    expect(names.filter((name) => name === null).length).toBeLessThanOrEqual(
      capture.expect.calls.filter(isNotSent).length,
    );
  });
});

const MUTATIONS: Record<string, Mutation> = {
  'with seven times the tokens': scaledTokens,
  'with shuffled attributes': shuffledAttributes,
  'one span or log per request': splitRequests,
  'with requests in another order': reordered,
  'with every request sent twice': resent,
  'with other ids': otherIds,
  'of another application': otherServices,
  'with resources, scopes and spans in another order': shuffledGroups,
};

describe.each(Object.entries(MUTATIONS))('captures %s', (_name, mutate) => {
  it.each(complete)('%s gives the truth derived along', (name) => {
    const mutated = mutate(readCapture(name), 7);
    expect(sums(mutated)).toEqual(truth(mutated));
  });
});

describe('captures with other token values in every call', () => {
  const traceable = complete.flatMap((name) => otherTokens(readCapture(name), 11) ?? []);

  it.each(traceable.map((capture) => [capture.name, capture] as const))(
    '%s gives the new bill',
    (_name, capture) => {
      expect(sums(capture)).toEqual(truth(capture));
    },
  );

  it('are most of those whose telemetry carries the whole bill', () => {
    expect(traceable.length).toBeGreaterThan(complete.length / 3);
  });
});

describe('captures of several instrumentations', () => {
  const onlyByTree: readonly string[] = [
    // A span with the sum of two calls is known by what is inside of it.
    'specified/voltagent/tool-loop-over-ai-sdk',
    // The two spans of a stream are siblings, one after the other.
    'openinference-llama-index/agent-stream-usage-stacked',
    // Failed requests and embeddings have no id of an answer, and client and proxy are two services.
    'litellm-proxy/client-errors-retry-embeddings',
  ];
  const told = complete.filter((name) => readCapture(name).expect.stacked && !onlyByTree.includes(name));

  it.each(told)('%s gives its truth when each of them makes traces of its own', (name) => {
    const capture = apart(readCapture(name), 7);
    expect(sums(capture)).toEqual(truth(capture));
  });
});

describe('captures of the newest version', () => {
  it.each(complete.filter((name) => !/-\d[\d.]*\//.test(name)))(
    '%s would be read in the next one too',
    (name) => {
      const capture = laterVersion(readCapture(name), 7);
      expect(sums(capture)).toEqual(truth(capture));
    },
  );
});

describe('captures that a collector sends in one batch', () => {
  const batches = complete.map((name, index) => {
    const others = [1, 37, 71].map((step) => complete[(index + step) % complete.length]!);
    return [name, [...new Set([name, ...others])]] as const;
  });

  it.each(batches)('%s with three others gives the sum of all', (_name, names) => {
    const batch = mixed(names.map(readCapture), 7);
    expect(sums(batch)).toEqual(truth(batch));
  });

  it.each(complete)('%s twice with other ids gives twice the truth', (name) => {
    const batch = mixed([readCapture(name), otherIds(readCapture(name), 5)], 7);
    expect(sums(batch)).toEqual(truth(batch));
  });

  it('all of them give the sum of all', () => {
    const batch = mixed(complete.map(readCapture), 7);
    expect(sums(batch)).toEqual(truth(batch));
  });
});
