/** For each rule: telemetry that makes it fire for some and leaves others alone, and what comes later that resolves it. */
import { call, score, span, spanId, traceId } from '../../backend/src/query/testing';

type Rows = Record<string, unknown>[];
type Telemetry = Partial<Record<'calls' | 'spans' | 'budgets' | 'scores', Rows>>;

export interface AlertCase {
  uid: string;
  /** What is the matter. */
  when: string;
  rows: Telemetry;
  /** Labels of those that fire, in any order. All others of `rows` must not. */
  fires: Record<string, string>[];
  /** What comes in afterwards. */
  then: Telemetry;
  /** When it must have resolved. */
  minutesLater: number;
}

export const NOW = new Date('2026-11-20T12:00:00Z');
const HOUR = 60;
const DAY = 24 * HOUR;

/** Minutes after NOW; before it: negative. */
const at = (minutes: number): string => new Date(NOW.getTime() + minutes * 60_000).toISOString();

/** So many calls of one application, one a second from a minute on. */
const calls = (count: number, app: string, minute: number, fields: object = {}): Rows =>
  Array.from({ length: count }, (_, index) =>
    call({ ts: at(minute + index / 60), service_name: app, ...fields }),
  );

let runs = 0;
const toolRuns = (count: number, tool: string, minute: number, fields: object = {}): Rows =>
  Array.from({ length: count }, (_, index) => {
    runs += 1;
    return span({
      ts: at(minute + index / 60),
      trace_id: traceId(runs),
      span_id: spanId(runs),
      operation: 'tool',
      tool_name: tool,
      ...fields,
    });
  });

/** So many calls, each with a score given a second later. */
function scored(count: number, app: string, minute: number, fields: object): Required<Pick<Telemetry, 'calls' | 'scores'>> {
  const made = calls(count, app, minute);
  const scores = made.map(({ ts, trace_id, span_id }) =>
    score({ ts: new Date(Date.parse(String(ts)) + 1000).toISOString(), name: 'helpful', trace_id, span_id, ...fields }),
  );
  return { calls: made, scores };
} // prettier-ignore

const together = (...parts: Telemetry[]): Telemetry => ({
  calls: parts.flatMap((part) => part.calls ?? []),
  scores: parts.flatMap((part) => part.scores ?? []),
});

let budgets = 0;
const budget = (name: string, limit: number, fields: object = {}) => {
  budgets += 1;
  const id = `00000000-0000-4000-8000-${String(budgets).padStart(12, '0')}`;
  return { id, project: 'default', name, scope: { app: name }, time_window: 'day', time_zone: 'UTC', limit_usd: limit, source: 'api', created_at: at(-DAY), ...fields }; // prettier-ignore
};

const spent = (app: string, usd: number, minute: number, fields: object = {}) =>
  calls(1, app, minute, { total_cost_usd: usd, ...fields });

/** "day": 80 % of the budget "full" is used, a cent less of "below"; at midnight both begin anew. */
const budgetCase = (percent: number): AlertCase => ({
  uid: `llm-budget-${percent}`,
  when: `${percent} % of a budget are used, or of the budget that each user has`,
  rows: {
    budgets: [budget('full', 10), budget('below', 10), budget('each user', 1, { scope: { user: '*' } })],
    calls: [
      ...spent('full', percent / 10, -3 * HOUR),
      ...spent('below', percent / 10 - 0.01, -3 * HOUR),
      ...spent('desk', percent / 100, -2 * HOUR, { user_id: 'ada' }),
      ...spent('desk', percent / 100 - 0.01, -2 * HOUR, { user_id: 'bob' }),
      // Of the last minute, which may not be settled.
      ...spent('below', 5, -0.5),
    ],
  },
  fires: [
    { project: 'default', budget: 'full', value: '' },
    { project: 'default', budget: 'each user', value: 'ada' },
  ],
  then: { calls: [...spent('full', 0.1, 13 * HOUR), ...spent('desk', 0.01, 13 * HOUR, { user_id: 'ada' })] },
  minutesLater: 14 * HOUR,
});

export const ALERT_CASES: AlertCase[] = [
  {
    uid: 'llm-error-rate',
    when: 'six of thirty calls fail',
    rows: {
      calls: [
        ...calls(6, 'desk', -9, { error_code: '429' }),
        ...calls(24, 'desk', -8),
        ...calls(3, 'few', -8, { error_code: '429' }),
        ...calls(3, 'mostly well', -9, { error_code: '429' }),
        ...calls(27, 'mostly well', -8),
        ...calls(30, 'long ago', -20, { error_code: '429' }),
      ],
    },
    fires: [{ app: 'desk' }],
    then: { calls: calls(30, 'desk', 6) },
    minutesLater: 12,
  },
  {
    uid: 'llm-duration-p95',
    when: 'calls of a model take 40 s',
    rows: {
      calls: [
        ...calls(25, 'desk', -9, { model_name: 'slow', duration_ms: 40_000 }),
        ...calls(25, 'desk', -9, { model_name: 'quick', duration_ms: 2000 }),
        ...calls(5, 'few', -9, { model_name: 'slow', duration_ms: 40_000 }),
      ],
    },
    fires: [{ app: 'desk', model: 'slow' }],
    then: { calls: calls(25, 'desk', 6, { model_name: 'slow', duration_ms: 3000 }) },
    minutesLater: 12,
  },
  {
    uid: 'llm-ttft-p95',
    when: 'the first token comes after 6 s',
    rows: {
      calls: [
        ...calls(25, 'desk', -9, { model_name: 'slow', ttft_ms: 6000 }),
        ...calls(25, 'desk', -9, { model_name: 'quick', ttft_ms: 400 }),
        ...calls(25, 'desk', -9, { model_name: 'not streamed', duration_ms: 9000, ttft_ms: null }),
      ],
    },
    fires: [{ app: 'desk', model: 'slow' }],
    then: { calls: calls(25, 'desk', 6, { model_name: 'slow', ttft_ms: 500 }) },
    minutesLater: 12,
  },
  {
    uid: 'llm-refusals',
    when: 'two of twenty answers are refused',
    rows: {
      calls: [
        ...calls(2, 'desk', -30, { finish_reasons: ['content_filter'] }),
        ...calls(18, 'desk', -29),
        ...calls(1, 'once', -30, { finish_reasons: ['content_filter'] }),
        ...calls(19, 'once', -29),
      ],
    },
    fires: [{ app: 'desk' }],
    then: { calls: calls(20, 'desk', 40) },
    minutesLater: 62,
  },
  {
    uid: 'llm-cut-off',
    when: 'five of twenty-five answers end at the limit',
    rows: {
      calls: [
        ...calls(5, 'desk', -30, { finish_reasons: ['length'] }),
        ...calls(20, 'desk', -29),
        ...calls(2, 'twice', -30, { finish_reasons: ['length'] }),
        ...calls(20, 'twice', -29),
      ],
    },
    fires: [{ app: 'desk' }],
    then: { calls: calls(25, 'desk', 40) },
    minutesLater: 62,
  },
  {
    uid: 'llm-cache-hits-drop',
    when: '80 % of the input came from the cache yesterday, and 10 % do now',
    rows: {
      calls: [
        ...calls(60, 'desk', -30 - DAY, { cache_read_tokens: 80 }),
        ...calls(60, 'desk', -30, { cache_read_tokens: 10 }),
        ...calls(60, 'as ever', -30 - DAY, { cache_read_tokens: 80 }),
        ...calls(60, 'as ever', -30, { cache_read_tokens: 70 }),
        ...calls(60, 'not told', -30 - DAY, { cache_read_tokens: 80 }),
        ...calls(60, 'not told', -30, { cache_read_tokens: null }),
        ...calls(60, 'new', -30, { cache_read_tokens: 0 }),
      ],
    },
    fires: [{ app: 'desk' }],
    then: {
      calls: [
        ...calls(60, 'desk', 40 - DAY, { cache_read_tokens: 80 }),
        ...calls(60, 'desk', 40, { cache_read_tokens: 75 }),
      ],
    },
    minutesLater: 62,
  },
  {
    uid: 'llm-score-drop',
    when: 'forty answers are scored 0.6 after a week of 0.8',
    rows: together(
      scored(40, 'desk', -3 * DAY, { value: 0.8 }),
      scored(40, 'desk', -5 * HOUR, { value: 0.6 }),
      scored(40, 'steady', -3 * DAY, { value: 0.8 }),
      scored(40, 'steady', -5 * HOUR, { value: 0.75 }),
      scored(40, 'few', -3 * DAY, { value: 0.8 }),
      scored(10, 'few', -5 * HOUR, { value: 0.1 }),
    ),
    fires: [{ app: 'desk', score: 'helpful' }],
    then: scored(80, 'desk', 60, { value: 0.9 }),
    minutesLater: 3 * HOUR,
  },
  {
    uid: 'llm-pass-rate-drop',
    when: 'a quarter of the answers fail after a week in which all passed',
    rows: together(
      scored(40, 'desk', -3 * DAY, { passed: true }),
      scored(30, 'desk', -5 * HOUR, { passed: true }),
      scored(10, 'desk', -4 * HOUR, { passed: false }),
      scored(40, 'steady', -3 * DAY, { passed: true }),
      scored(38, 'steady', -5 * HOUR, { passed: true }),
      scored(2, 'steady', -4 * HOUR, { passed: false }),
    ),
    fires: [{ app: 'desk', score: 'helpful' }],
    then: scored(100, 'desk', 60, { passed: true }),
    minutesLater: 3 * HOUR,
  },
  {
    uid: 'llm-tool-failures',
    when: 'half of the runs of a tool fail',
    rows: {
      spans: [
        ...toolRuns(3, 'search', -30, { status: 'error' }),
        ...toolRuns(3, 'search', -30, { error_type: 'timeout' }),
        ...toolRuns(6, 'search', -29),
        ...toolRuns(12, 'orders', -30),
        ...toolRuns(5, 'rare', -30, { status: 'error' }),
        // A client and its server show the same run: nine runs are too few to tell.
        ...bothSides(9, 'remote'),
      ],
    },
    fires: [{ app: 'support-desk', tool: 'search' }],
    then: { spans: toolRuns(12, 'search', 40) },
    minutesLater: 62,
  },
  budgetCase(50),
  budgetCase(80),
  budgetCase(100),
  {
    uid: 'llm-budget-forecast',
    when: 'a budget has room left, but will not have it at the end of its window',
    rows: {
      budgets: [
        budget('rolling', 6, { time_window: '24h' }),
        budget('by day', 10),
        budget('calm', 100),
        budget('burst', 24, { time_window: '24h' }),
      ],
      calls: [
        // 2 USD in the last hour: 48 a day, of 6 or of 24.
        ...spent('rolling', 2, -30),
        ...spent('burst', 2, -30),
        // 6 of 10 USD by noon.
        ...spent('by day', 6, -3 * HOUR),
        ...spent('calm', 6, -3 * HOUR),
      ],
    },
    fires: [
      { project: 'default', budget: 'rolling', value: '' },
      { project: 'default', budget: 'by day', value: '' },
    ],
    then: { calls: [...spent('rolling', 0.1, 10 * HOUR), ...spent('by day', 0.5, 10 * HOUR)] },
    minutesLater: 10 * HOUR + 30,
  },
  {
    uid: 'llm-cost-anomaly',
    when: 'an hour costs 5 USD that cost 1 USD in earlier weeks',
    rows: {
      calls: [
        ...weeks('desk', [5, 1, 1, 1]),
        ...weeks('dear at times', [5, 1, 4, 1]),
        ...weeks('cheap', [0.9, 0.01, 0.01, 0.01]),
        ...weeks('young', [5, 1, 1]),
      ],
    },
    fires: [{ app: 'desk' }],
    then: { calls: weeks('desk', [1.2, 1, 1, 1], HOUR) },
    minutesLater: 62,
  },
  {
    uid: 'llm-unpriced-model',
    when: 'a model is used that has no price',
    rows: {
      calls: [
        ...calls(3, 'desk', -30, { model_name: 'brand-new', total_cost_usd: null, cost_state: 'unknown' }),
        ...calls(3, 'desk', -30),
        // Nobody knows what they used: no price would help.
        ...calls(3, 'desk', -30, {
          model_name: 'failing',
          error_code: '500',
          input_tokens: null,
          output_tokens: null,
          usage_state: 'unknown',
          total_cost_usd: null,
          cost_state: 'unknown',
        }),
      ],
    },
    fires: [{ provider: 'openai', model: 'brand-new' }],
    then: { calls: calls(3, 'desk', 40, { model_name: 'brand-new' }) },
    minutesLater: 62,
  },
  {
    uid: 'llm-silence',
    when: 'an application that is never quiet is quiet for 20 minutes',
    rows: {
      calls: [
        ...hourly('desk', -20),
        ...hourly('in time', -10),
        ...hourly('by day only', -20).filter((_, hour) => hour < 8),
      ],
    },
    fires: [{ app: 'desk' }],
    then: { calls: [...calls(1, 'desk', 10), ...calls(1, 'in time', 10)] },
    minutesLater: 15,
  },
];

/** Runs that a client and, right below, a server show. */
function bothSides(count: number, tool: string): Rows {
  const clients = toolRuns(count, tool, -30, { status: 'error' });
  const servers = clients.map((client, index) => ({
    ...client,
    span_id: spanId(100_000 + index),
    parent_span_id: client.span_id,
  }));
  return [...clients, ...servers];
}

/** USD of this hour, and of the same hour one week earlier, two, … */
function weeks(app: string, usd: number[], minute = 0): Rows {
  return usd.flatMap((cost, week) => spent(app, cost, minute - 30 - week * 7 * DAY));
}

/** A call an hour for thirty hours, the last one at that minute. */
function hourly(app: string, minute: number): Rows {
  return Array.from({ length: 30 }, (_, hour) => call({ ts: at(minute - hour * HOUR), service_name: app }));
}
