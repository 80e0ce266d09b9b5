import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallClaim } from '../record/call';
import type { Ancestor, Ancestry } from '../record/span';
import { picos } from '../record/money';
import { settle } from './settle';
import { bookOf, claim, logClaim, priceRow, spanId, traceId, type ClaimSpec } from './test/claims';

const BOOK = bookOf(priceRow({ input: 1, output: 2 }));
const NO_PARENTS: Ancestry = () => null;
const whole = (claims: CallClaim[], ancestry = NO_PARENTS) => settle(claims, BOOK, { ancestry });
const states = (rows: ReturnType<typeof settle>) => rows.map(({ state }) => state);
const tokens = (rows: ReturnType<typeof settle>) =>
  rows
    .filter(({ state }) => state === 'counted')
    .reduce((sum, { usage }) => sum + (usage.tokens.input ?? 0), 0);

const ENCODE = (_key: string, value: unknown) => (typeof value === 'bigint' ? value.toString() : value);
const textOf = (rows: unknown) => JSON.stringify(rows, ENCODE);

describe('a call through a router', () => {
  const inner = claim({ span: 2, parent: 1, requestModel: 'x-1', responseModel: null });
  const modelWhenAskedFor = (requestModel: string) =>
    whole([claim({ span: 1, scopeName: 'client', requestModel, responseModel: 'answered' }), inner]).find(
      ({ state }) => state === 'counted',
    )!.call.responseModel;

  it('takes no name of the model from a client that asked for another one', () => {
    expect(modelWhenAskedFor('fast')).toBeNull();
    expect(modelWhenAskedFor('x-1')).toBe('answered');
  });
});

describe('a call of its own', () => {
  it('counts, with its tokens and cost', () => {
    const [row] = whole([claim()]);
    expect(row).toMatchObject({
      state: 'counted',
      countedBy: null,
      usage: { tokens: { input: 100, output: 10 } },
      cost: { state: 'computed', total: 120_000_000n },
      inherited: {},
    });
    expect(row!.call).toBe(row!.claim);
  });

  it('counts when it failed, with unknown tokens', () => {
    const [row] = whole([claim({ usage: null, errorType: '500' })]);
    expect(row).toMatchObject({ state: 'counted', usage: { state: 'unknown' }, cost: { total: null } });
  });

  it('side by side with an equal one stays two', () => {
    expect(states(whole([claim({ span: 1 }), claim({ span: 2 })]))).toEqual(['counted', 'counted']);
  });

  it('sent twice is one row', () => {
    expect(whole([claim(), claim()])).toHaveLength(1);
  });

  it('has the speed of its answer: 10 tokens in the 500 ms after the first', () => {
    expect(whole([claim({ ttftMs: 500 })])[0]!.call.tokensPerSecond).toBe(20);
    expect(whole([claim({ ttftMs: 500, tokensPerSecond: 3 })])[0]!.call.tokensPerSecond).toBe(3);
    expect(whole([claim({ ttftMs: 1000 })])[0]!.call.tokensPerSecond).toBeNull();
  });

  it('has the sum of the agent around it when its span says the last round of a loop alone', () => {
    const declared = { lastRoundOnly: true, source: 'test' };
    const agent = claim({ span: 1, operation: 'agent', usage: { input: 300, output: 30 } });
    const loop = (span: number) => claim({ span, parent: 1, usage: { input: 200, output: 20 }, declared });
    const inputs = (claims: CallClaim[]) =>
      whole(claims).flatMap(({ state, usage }) => (state === 'counted' ? [usage.tokens.input] : []));
    expect(inputs([agent, loop(2)])).toEqual([300]);
    expect(inputs([loop(2)])).toEqual([200]);
    // Whose the rest is, nobody can say.
    expect(inputs([agent, loop(2), loop(3)])).toEqual([200, 200]);
  });

  it('takes no time to the first token that is longer than the span that counts', () => {
    const ttftOf = (durationMs: number) =>
      whole([claim({ durationMs, responseId: 'r1' }), logClaim(1, { responseId: 'r1', ttftMs: 500 })]).find(
        ({ state }) => state === 'counted',
      )!.call.ttftMs;
    expect(ttftOf(500)).toBe(500);
    expect(ttftOf(499)).toBeNull();
  });
});

describe('a span that is no model call', () => {
  it.each(['agent', 'workflow', 'step', 'tool'] as const)(
    'of kind %s repeats the usage of the calls in it',
    (operation) => {
      const rows = whole([
        claim({ span: 1, operation, durationMs: 3000 }),
        claim({ span: 2, parent: 1, startMs: 1 }),
      ]);
      expect(states(rows)).toEqual(['aggregate', 'counted']);
      expect(tokens(rows)).toBe(100);
    },
  );

  it('of kind agent counts when nothing below it has usage', () => {
    const agent = claim({ span: 1, operation: 'agent' });
    const silent = claim({ span: 2, parent: 1, startMs: 1, operation: 'chat', usage: null });
    expect(whole([agent])).toMatchObject([
      { state: 'counted', stateRule: 'An agent with usage, and nothing below it has any.' },
    ]);
    expect(whole([agent, silent])[0]).toMatchObject({ state: 'counted' });
  });

  it('of kind agent does not count when a call far below has usage, through spans that made no claim', () => {
    const plain = {
      parentSpanId: spanId(1),
      operation: null,
      sessionId: null,
      userId: null,
      agentName: null,
    };
    const ancestry: Ancestry = (_trace, id) => (id === spanId(5) ? plain : null);
    const rows = whole(
      [claim({ span: 1, operation: 'agent' }), claim({ span: 2, parent: 5, startMs: 1 })],
      ancestry,
    );
    expect(states(rows)).toEqual(['aggregate', 'counted']);
  });

  it('of kind agent does not count when it reports zeros around a failed call', () => {
    const agent = claim({ operation: 'agent', usage: { input: 0, output: 0 } });
    const failed = claim({ span: 2, parent: 1, startMs: 1, usage: null, errorType: '500' });
    expect(states(whole([agent, failed]))).toEqual(['aggregate', 'counted']);
  });

  it('of kind agent waits while the group is not whole', () => {
    expect(states(settle([claim({ operation: 'agent' })], BOOK))).toEqual(['aggregate']);
  });

  it('of kind workflow or tool never counts: only agents call models elsewhere', () => {
    expect(states(whole([claim({ operation: 'workflow' })]))).toEqual(['aggregate']);
  });
});

describe('log records', () => {
  it('with the span id of a call are more of that call, in whatever order they came', () => {
    const span = claim({ usage: null, startMs: 5 });
    const log = logClaim(1, { span: 1, usage: { input: 70, output: 7 }, sessionId: 's1' });
    const rows = whole([log, span]);
    const [first, second] = rows;
    expect(states(rows)).toEqual(['duplicate', 'counted']);
    expect(first).toMatchObject({
      countedBy: span.claimId,
      stateRule: 'A log record of a model call that a span shows.',
    });
    expect(second).toMatchObject({
      usage: { tokens: { input: 70 } },
      call: { sessionId: 's1' },
      inherited: { usage: log.claimId, sessionId: log.claimId },
    });
    expect(second!.claim.sessionId).toBeNull();
  });

  it('without a span count, one of each span id', () => {
    const rows = whole([logClaim(1, { span: 9 }), logClaim(2, { span: 9, startMs: 1 }), logClaim(3)]);
    expect(states(rows).sort()).toEqual(['counted', 'counted', 'duplicate']);
  });

  it('that may still get their span wait while the group is not whole', () => {
    expect(settle([logClaim(1, { span: 9 })], BOOK)[0]).toMatchObject({
      state: 'duplicate',
      countedBy: null,
      stateRule: 'A log record whose span has not come yet.',
    });
    expect(states(settle([logClaim(1)], BOOK))).toEqual(['duplicate']);
    expect(states(settle([{ ...logClaim(1), traceId: null }], BOOK))).toEqual(['counted']);
  });

  it('of a span that is no model call never count', () => {
    const rows = whole([
      claim({ operation: 'agent' }),
      claim({ span: 2, parent: 1 }),
      logClaim(1, { span: 1 }),
    ]);
    expect(states(rows).filter((state) => state === 'counted')).toHaveLength(1);
  });
});

describe('two instrumentations on one call', () => {
  const outer = claim({
    span: 1,
    scopeName: 'langchain',
    durationMs: 1000,
    sessionId: 's1',
    usage: { input: 100, output: 10 },
  });
  const inner = claim({
    span: 2,
    parent: 1,
    scopeName: 'openai',
    startMs: 10,
    durationMs: 900,
    responseId: 'r1',
    usage: { input: 100, output: 10, cacheRead: 40 },
  });

  it('as parent and child count once: the inner, with what only the outer knows', () => {
    const rows = whole([outer, inner]);
    expect(states(rows)).toEqual(['duplicate', 'counted']);
    expect(rows[1]).toMatchObject({
      call: { sessionId: 's1' },
      inherited: { sessionId: outer.claimId },
      usage: { tokens: { cacheRead: 40 } },
    });
  });

  it('keep the tokens of the one that knows more of them, never a mixture', () => {
    const raw = {
      ...outer,
      usage: { input: 60, output: 10, cacheRead: 30, cacheWrite: 10 },
      declared: { inputIncludesCache: false, source: 't' },
    };
    const plain = { ...inner, usage: { input: 100, output: 10 } };
    expect(whole([raw, plain])[1]).toMatchObject({
      state: 'counted',
      usage: { tokens: { input: 100, cacheRead: 30, cacheWrite: 10 }, convention: 'declared' },
      inherited: { usage: raw.claimId },
    });
  });

  it('with an outer that has no usage: it is a wrapper', () => {
    expect(states(whole([{ ...outer, usage: null }, inner]))).toEqual(['wrapper', 'counted']);
  });

  it('in three levels count once', () => {
    const deepest = claim({
      span: 3,
      parent: 2,
      scopeName: 'sdk',
      startMs: 20,
      durationMs: 800,
      responseId: 'r1',
    });
    expect(states(whole([outer, inner, deepest]))).toEqual(['duplicate', 'duplicate', 'counted']);
  });

  it('in different traces are one by the response id', () => {
    const elsewhere = claim({
      trace: 2,
      span: 7,
      scopeName: 'sdk',
      startMs: 50,
      durationMs: 100,
      responseId: 'r1',
    });
    expect(states(whole([inner, elsewhere]))).toEqual(['duplicate', 'counted']);
  });

  it.each([
    [15 * 60_000, 1],
    [15 * 60_000 + 1, 2],
  ])('%d ms apart with one response id are %d', (startMs, calls) => {
    const rows = whole([
      claim({ responseId: 'r' }),
      claim({ trace: 2, span: 7, scopeName: 'sdk', startMs, responseId: 'r' }),
    ]);
    expect(states(rows).filter((state) => state === 'counted')).toHaveLength(calls);
  });

  it('without trace or response id in common are one by equal tokens at the same time', () => {
    const twin = claim({ trace: 2, span: 7, scopeName: 'sdk', startMs: 100, durationMs: 500 });
    expect(states(whole([claim({ scopeName: 'langchain' }), twin]))).toEqual(['duplicate', 'counted']);
    expect(
      states(whole([claim({ scopeName: 'langchain' }), { ...twin, usage: { input: 100, output: 11 } }])),
    ).toEqual(['counted', 'counted']);
    expect(
      states(
        whole([
          claim({ scopeName: 'langchain' }),
          claim({ trace: 2, span: 7, scopeName: 'sdk', startMs: 1001 }),
        ]),
      ),
    ).toEqual(['counted', 'counted']);
  });

  it.each([
    [1000, 1],
    [1001, 2],
  ])('a note of a stream, %d ms after its end, and the call with its tokens are %d', (lateMs, calls) => {
    const rows = whole([
      claim({ scopeName: 'sdk', durationMs: 500 }),
      claim({ trace: 2, span: 7, scopeName: 'logfire', startMs: 500 + lateMs, durationMs: 0 }),
    ]);
    expect(states(rows).filter((state) => state === 'counted')).toHaveLength(calls);
  });

  it.each([
    ['the same tokens', { usage: { input: 2988, output: 269 } }, {}, 1],
    ['other tokens', { usage: { input: 2988, output: 269 } }, { usage: { input: 2988, output: 270 } }, 2],
    ['no usage, both streamed', { usage: null, streaming: true }, {}, 1],
    ['no usage, not streamed', { usage: null, streaming: false }, {}, 2],
    ['no usage, of different models', { usage: null, streaming: true }, { requestModel: 'x-2' }, 2],
  ])('one after the other below one span, with %s', (_what, both, other, calls) => {
    const rows = whole([
      claim({ span: 2, parent: 1, scopeName: 'framework', durationMs: 1, ...both }),
      claim({ span: 3, parent: 1, scopeName: 'sdk', startMs: 600, ...both, ...other }),
    ]);
    expect(states(rows).filter((state) => state === 'counted')).toHaveLength(calls);
  });

  it('and two equal calls at once are two calls, each seen twice', () => {
    const views = ['langchain', 'sdk'].flatMap((scopeName, view) =>
      [0, 1].map((n) =>
        claim({ trace: 1 + n * 2 + view, span: 1 + n * 2 + view, scopeName, startMs: n * 10 + view }),
      ),
    );
    expect(states(whole(views)).filter((state) => state === 'counted')).toHaveLength(2);
  });
});

describe('a model span around others', () => {
  const around = (fields: Partial<CallClaim> = {}) => claim({ span: 1, durationMs: 5000, ...fields });
  const inside = (span: number, fields: ClaimSpec = {}) =>
    claim({ span, parent: 1, startMs: span, scopeName: 'sdk', ...fields });

  it('that made several calls does not count, they do', () => {
    const rows = whole([
      around({ usage: { input: 300, output: 30 } }),
      inside(2, { responseId: 'a' }),
      inside(3, { responseId: 'b' }),
    ]);
    expect(states(rows)).toEqual(['duplicate', 'counted', 'counted']);
    expect(rows[0]!.stateRule).toBe('A span around 2 model calls, which count themselves.');
  });

  it('gives its session to all of them', () => {
    const rows = whole([around({ sessionId: 's1' }), inside(2), inside(3)]);
    expect(rows.slice(1).map(({ call }) => call.sessionId)).toEqual(['s1', 's1']);
  });

  it('is a call beside one of another kind: a cache that embeds the question', () => {
    expect(states(whole([around(), inside(2, { operation: 'embeddings' })]))).toEqual(['counted', 'counted']);
  });

  it('is a call beside one with another answer: a guardrail that asks a model', () => {
    const guard = inside(2, { responseId: 'b', usage: { input: 5, output: 1 } });
    expect(states(whole([around({ responseId: 'a' }), guard]))).toEqual(['counted', 'counted']);
  });

  const agentBetween = [
    around({ usage: { input: 300, output: 30 } }),
    claim({ span: 2, parent: 1, startMs: 1, operation: 'agent', scopeName: 'sdk' }),
  ];

  it('of an agent does not count when its tokens are the sum of those of the calls', () => {
    const calls = [
      inside(3, { parent: 2, usage: { input: 100, output: 10 } }),
      inside(4, { parent: 2, usage: { input: 200, output: 20 } }),
    ];
    expect(states(whole([...agentBetween, ...calls]))).toEqual([
      'duplicate',
      'aggregate',
      'counted',
      'counted',
    ]);
  });

  it('of an agent is a call when its tokens are others: it asked for a tool that is an agent', () => {
    expect(states(whole([...agentBetween, inside(3, { parent: 2 })]))).toEqual([
      'counted',
      'aggregate',
      'counted',
    ]);
  });

  it('that made up a response id of its own is the same call when the tokens agree', () => {
    expect(states(whole([around({ responseId: 'made-up' }), inside(2, { responseId: 'b' })]))).toEqual([
      'duplicate',
      'counted',
    ]);
  });
});

it('one instrumentation that repeats a response id with other tokens speaks of two answers', () => {
  const rows = whole([
    claim({ responseId: 'r' }),
    claim({ span: 2, responseId: 'r', startMs: 1, usage: { input: 5, output: 5 } }),
  ]);
  expect(states(rows)).toEqual(['counted', 'counted']);
});

it('takes over the reported cost of a wrapper', () => {
  const wrapper = claim({ span: 1, usage: null, reportedCost: { total: picos(5n) } });
  const rows = whole([wrapper, claim({ span: 2, parent: 1, startMs: 1 })]);
  expect(rows[1]).toMatchObject({ cost: { reported: 5n }, inherited: { reportedCost: wrapper.claimId } });
});

describe('the settlement of any claims', () => {
  const anyClaim = fc
    .record({
      span: fc.integer({ min: 1, max: 12 }),
      parent: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
      trace: fc.integer({ min: 1, max: 2 }),
      startMs: fc.integer({ min: 0, max: 50 }),
      operation: fc.constantFrom('chat' as const, 'embeddings' as const, 'agent' as const),
      scopeName: fc.constantFrom('a', 'b'),
      responseId: fc.constantFrom(null, 'r1', 'r2'),
      sessionId: fc.constantFrom(null, 's1'),
      usage: fc.constantFrom(
        null,
        { input: 100, output: 10 },
        { input: 100, output: 10, cacheRead: 4 },
        { input: 7, output: 1 },
      ),
      log: fc.boolean(),
    })
    .map(({ log, ...spec }) => (log ? logClaim(spec.span * 100 + spec.startMs, spec) : claim(spec)));
  const anyClaims = fc.uniqueArray(anyClaim, { maxLength: 10, selector: (one) => one.claimId });

  it('is the same in any order and with any repetition', () => {
    fc.assert(
      fc.property(
        anyClaims.chain((claims) =>
          fc.tuple(
            fc.constant(claims),
            fc.shuffledSubarray([...claims, ...claims], { minLength: claims.length * 2 }),
          ),
        ),
        ([claims, mixed]) => {
          expect(textOf(whole(mixed))).toBe(textOf(whole(claims)));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('starts from the claims as they came, so that settling its own rows again changes nothing', () => {
    fc.assert(
      fc.property(anyClaims, (claims) => {
        const rows = whole(claims);
        expect(textOf(whole(rows.map(({ claim }) => claim)))).toBe(textOf(rows));
      }),
    );
  });

  it('lets whoever does not count point to one that counts, and counts each set of one call once at most', () => {
    fc.assert(
      fc.property(anyClaims, (claims) => {
        const rows = whole(claims);
        const ids = new Set(rows.map(({ claim }) => claim.claimId));
        for (const row of rows) {
          if (row.state === 'counted') expect(row.countedBy).toBeNull();
          else if (row.countedBy !== null)
            expect(ids.has(row.countedBy) && row.countedBy !== row.claim.claimId).toBe(true);
        }
      }),
    );
  });

  it('never counts more tokens than the claims carry', () => {
    fc.assert(
      fc.property(anyClaims, (claims) => {
        const carried = claims.reduce((sum, { usage }) => sum + (usage?.input ?? 0), 0);
        expect(tokens(whole(claims))).toBeLessThanOrEqual(carried);
      }),
    );
  });
});

it('settles a trace of ten thousand calls', () => {
  const claims = Array.from({ length: 10_000 }, (_, n) =>
    claim({ span: n + 1, startMs: n, usage: { input: n, output: 1 } }),
  );
  expect(whole(claims).filter(({ state }) => state === 'counted')).toHaveLength(10_000);
});

it.each(['agent', 'tool'] as const)(
  'counts a call that has another one below it, with an %s without usage between the two',
  (operation) => {
    const plain = { sessionId: null, userId: null, agentName: null };
    const tree: Record<string, Ancestor> = {
      [spanId(2)]: { parentSpanId: spanId(1), operation, ...plain },
      [spanId(1)]: { parentSpanId: null, operation: 'chat', ...plain },
    };
    const rows = whole(
      [
        claim({ span: 1, usage: { input: 1440, output: 251 } }),
        claim({ span: 3, parent: 2, usage: { input: 2550, output: 213 } }),
      ],
      (_trace, span) => tree[span] ?? null,
    );
    expect(states(rows)).toEqual(['counted', 'counted']);
  },
);

describe('the spans around a call that are no calls', () => {
  const around: Record<string, Ancestor> = {
    [spanId(7)]: {
      parentSpanId: spanId(8),
      operation: 'agent',
      sessionId: null,
      userId: 'near',
      agentName: 'writer',
    },
    [spanId(8)]: {
      parentSpanId: null,
      operation: null,
      sessionId: 'visit-1',
      userId: 'far',
      agentName: 'editor',
    },
  };
  const ancestry: Ancestry = (trace, span) => (trace === traceId(1) ? (around[span] ?? null) : null);

  it('give it session and user, the nearest that has one', () => {
    const [row] = whole([claim({ parent: 7 })], ancestry);
    expect(row!.call).toMatchObject({ sessionId: 'visit-1', userId: 'near' });
    expect(row!.inherited).toEqual({
      sessionId: claim({ span: 8 }).claimId,
      userId: claim({ span: 7 }).claimId,
      agentName: claim({ span: 7 }).claimId,
    });
  });

  it('give it the name of the nearest agent, which need not have usage', () => {
    const [row] = whole([claim({ parent: 7 })], ancestry);
    expect(row!.call.agentName).toBe('writer');
  });

  it('do not, when it says its own', () => {
    const [row] = whole([claim({ parent: 7, sessionId: 's', userId: 'u' })], ancestry);
    expect(row!.call).toMatchObject({ sessionId: 's', userId: 'u' });
  });

  it('give it those around another span of the call, in another trace', () => {
    const rows = whole([claim({ trace: 2, span: 2, responseId: 'r' }), claim({ parent: 7, responseId: 'r', scopeName: 'outer' })], ancestry); // prettier-ignore
    expect(rows.filter(({ state }) => state === 'counted').map(({ call }) => call.sessionId)).toEqual([
      'visit-1',
    ]);
  });

  it('are those of its own trace, also when another trace has the same span ids', () => {
    const rows = whole([claim({ trace: 2, parent: 7 }), claim({ trace: 3, parent: 1, span: 2 }), claim({ trace: 1, span: 1, startMs: 9000 })], ancestry); // prettier-ignore
    expect(rows.map(({ state, call }) => [state, call.sessionId])).toEqual([['counted', null], ['counted', null], ['counted', null]]); // prettier-ignore
  });

  it('may be a circle', () => {
    const circle: Ancestry = () => ({
      parentSpanId: spanId(7),
      operation: null,
      sessionId: null,
      userId: null,
      agentName: null,
    });
    expect(states(whole([claim({ parent: 7 })], circle))).toEqual(['counted']);
  });
});
