/**
 * Made-up applications of which the bill is known, because it was there first: calls of models under agents, and how one
 * or several instrumentations would tell of each. Only what such telemetry can tell apart is made.
 */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { encode, type Plain } from '../../backend/src/decode/test/otlpSchema';
import type { Request } from '../captures/capture';
import type { Sums } from './snapshot';

/** Who tells of a call beside the instrumentation of the SDK. */
const VIEWS = [
  /** A framework's model span around that of the SDK: knows the session, and the tokens as well. */
  'framework',
  /** The same, without usage. */
  'wrapper',
  /** Another instrumentation in a trace of its own, with the same response id. */
  'elsewhere',
  /** … which says no response id: only its tokens and its time show what it is. */
  'twin',
  /** The gateway's server span below the client's, in a service of its own. */
  'server',
  /** A log event with the id of the SDK's span. */
  'log',
  /** The application's own span around the call, which knows the session and says nothing of models. */
  'step',
] as const;
export type View = (typeof VIEWS)[number];

const TELLS_SESSION: ReadonlySet<View> = new Set(['framework', 'wrapper', 'log', 'step']);

export interface CallPlan {
  input: number;
  output: number;
  cached: number;
  failed: boolean;
  views: View[];
  /** An equal call at the same time, as parallel requests are. */
  isDouble: boolean;
}

export interface TurnPlan {
  calls: CallPlan[];
  /** An agent around the calls, with the sum of their usage. */
  hasAgent: boolean;
  session: string | null;
}

export interface World {
  requests: Request[];
  bill: Sums;
  /** Calls of each session, as far as anybody tells. */
  sessions: Record<string, number>;
}

const callPlan: fc.Arbitrary<CallPlan> = fc
  .record({
    input: fc.integer({ min: 1, max: 5000 }),
    output: fc.integer({ min: 1, max: 500 }),
    part: fc.integer({ min: 0, max: 100 }),
    failed: fc.boolean(),
    views: fc.uniqueArray(fc.constantFrom(...VIEWS), { maxLength: 4 }),
    isDouble: fc.boolean(),
  })
  .map(({ part, failed, views, ...rest }) => ({
    ...rest,
    cached: Math.floor((rest.input * part) / 100),
    // A failed call has nothing by which another trace could be known to tell of it.
    failed: failed && !views.some((view) => view === 'twin' || view === 'elsewhere'),
    // A framework says the usage or it does not.
    views: views.includes('framework') ? views.filter((view) => view !== 'wrapper') : views,
  }));

const turnPlan: fc.Arbitrary<TurnPlan> = fc.record({
  calls: fc.array(callPlan, { minLength: 1, maxLength: 3 }),
  hasAgent: fc.boolean(),
  session: fc.constantFrom(null, 'session-1', 'session-2'),
});

export const applications: fc.Arbitrary<TurnPlan[]> = fc.array(turnPlan, { minLength: 1, maxLength: 3 });

const START = BigInt(Date.parse('2026-11-02T23:59:30Z')) * 1_000_000n;
const SECOND = 1_000_000_000n;

export function telemetryOf(turns: readonly TurnPlan[]): World {
  const requests: Request[] = [];
  const bill: Sums = {
    calls: 0, failed_calls: 0, input_tokens: 0, output_tokens: 0, cache_read_tokens: 0, cache_write_tokens: 0,
    reasoning_tokens: 0,
  }; // prettier-ignore
  const sessions: Record<string, number> = {};
  let at = START;
  turns.forEach((turn, turnNumber) => {
    const agent = idOf(`agent ${turnNumber}`, 8);
    const root = turn.hasAgent ? agent : null;
    const begin = at;
    const sum = { input: 0, output: 0, cached: 0 };
    turn.calls.forEach((call, callNumber) => {
      // The twin of another call must not look like one of this: no two plans have the same tokens.
      const own = { ...call, input: call.input + 10_000 * (turnNumber * 10 + callNumber + 1) };
      for (const copy of call.isDouble ? ['a', 'b'] : ['a']) {
        const place = {
          turn,
          name: `${turnNumber} ${callNumber} ${copy}`,
          trace: `turn ${turnNumber}`,
          root,
          at,
        };
        requests.push(...tell(own, place));
        bill.calls++;
        const isTold = turn.hasAgent || own.views.some((view) => TELLS_SESSION.has(view));
        if (turn.session && isTold) sessions[turn.session] = (sessions[turn.session] ?? 0) + 1;
        if (own.failed) bill.failed_calls++;
        else {
          bill.input_tokens += own.input;
          bill.output_tokens += own.output;
          bill.cache_read_tokens += own.cached;
          sum.input += own.input;
          sum.output += own.output;
          sum.cached += own.cached;
        }
      }
      at += 30n * SECOND;
    });
    if (turn.hasAgent) {
      const attributes = { 'gen_ai.operation.name': 'invoke_agent', ...usage(sum), ...session(turn) };
      requests.push(span({ trace: `turn ${turnNumber}`, id: agent, parent: null, scope: 'agents', name: 'invoke_agent', from: begin, to: at, attributes })); // prettier-ignore
    }
    at += 60n * SECOND;
  });
  return { requests, bill, sessions };
}

interface Place {
  turn: TurnPlan;
  name: string;
  trace: string;
  root: Buffer | null;
  at: bigint;
}

/** The innermost span begins last and ends first. */
function tell(call: CallPlan, { turn, name, trace, root, at }: Place): Request[] {
  const { views } = call;
  const requests: Request[] = [];
  let parent = root;
  const around = (what: string, scope: string, nesting: bigint, attributes: Attributes) => {
    const id = idOf(`${what} ${name}`, 8);
    const [from, to] = [at + nesting * 1_000_000n, at + 9n * SECOND - nesting * 1_000_000n];
    requests.push(span({ trace, id, parent, scope, name: what, from, to, attributes }));
    parent = id;
  };
  if (views.includes('step')) around('step', 'app', 1n, session(turn));
  const framework = { 'openinference.span.kind': 'LLM', 'llm.provider': 'openai', 'llm.model_name': 'gpt-4o-mini', ...session(turn) }; // prettier-ignore
  if (views.includes('wrapper'))
    around('ChatModel', 'openinference.instrumentation.langchain', 2n, framework);
  if (views.includes('framework')) {
    const counts: Attributes = call.failed
      ? {}
      : { 'llm.token_count.prompt': call.input, 'llm.token_count.completion': call.output };
    around('ChatModel', 'openinference.instrumentation.langchain', 2n, { ...framework, ...counts });
  }
  const answered: Attributes = call.failed
    ? { 'error.type': '500' }
    : { ...usage(call), 'gen_ai.response.id': `resp ${name}` };
  const sdk = { ...OTEL, ...answered };
  const inner = idOf(`sdk ${name}`, 8);
  requests.push(span({ trace, id: inner, parent, scope: 'opentelemetry.instrumentation.openai_v2', name: 'chat', from: at + 10_000_000n, to: at + 8n * SECOND, attributes: sdk })); // prettier-ignore
  if (views.includes('server')) {
    requests.push(span({ trace, id: idOf(`server ${name}`, 8), parent: inner, scope: 'gateway', service: 'gateway', name: 'chat', from: at + 20_000_000n, to: at + 7n * SECOND, attributes: sdk })); // prettier-ignore
  }
  if (views.includes('log')) {
    requests.push(log({ trace, id: inner, at: at + 8n * SECOND, attributes: { ...sdk, ...session(turn) } }));
  }
  const other = { ...OTEL, ...(call.failed ? {} : usage(call)) };
  if (views.includes('elsewhere')) {
    const attributes = { ...other, 'gen_ai.response.id': `resp ${name}` };
    requests.push(span({ trace: `elsewhere ${name}`, id: idOf(`elsewhere ${name}`, 8), parent: null, scope: 'opentelemetry.instrumentation.openai', name: 'openai.chat', from: at, to: at + 9n * SECOND, attributes })); // prettier-ignore
  }
  if (views.includes('twin')) {
    requests.push(span({ trace: `twin ${name}`, id: idOf(`twin ${name}`, 8), parent: null, scope: 'other.instrumentation', name: 'chat', from: at + 5_000_000n, to: at + 8n * SECOND, attributes: other })); // prettier-ignore
  }
  return requests;
}

const OTEL = {
  'gen_ai.operation.name': 'chat',
  'gen_ai.provider.name': 'openai',
  'gen_ai.request.model': 'gpt-4o-mini',
};

const usage = ({ input, output, cached }: { input: number; output: number; cached: number }) => ({
  'gen_ai.usage.input_tokens': input,
  'gen_ai.usage.output_tokens': output,
  'gen_ai.usage.cache_read.input_tokens': cached,
});

const session = ({ session: id }: TurnPlan): Record<string, string> =>
  id === null ? {} : { 'session.id': id };

type Attributes = Record<string, string | number>;

interface SpanPlan {
  trace: string;
  id: Buffer;
  parent: Buffer | null;
  scope: string;
  service?: string;
  name: string;
  from: bigint;
  to: bigint;
  attributes: Attributes;
}

function span({ trace, id, parent, scope, service, name, from, to, attributes }: SpanPlan): Request {
  const record = {
    traceId: idOf(trace, 16),
    spanId: id,
    ...(parent && { parentSpanId: parent }),
    name,
    kind: 3,
    startTimeUnixNano: String(from),
    endTimeUnixNano: String(to),
    attributes: listed(attributes),
    status: 'error.type' in attributes ? { code: 2 } : {},
  };
  const resource = { attributes: listed({ 'service.name': service ?? 'app' }) };
  const request = { resourceSpans: [{ resource, scopeSpans: [{ scope: { name: scope, version: '1.0.0' }, spans: [record] }] }] }; // prettier-ignore
  return { signal: 'traces', bytes: encode('traces', request) };
}

function log(plan: { trace: string; id: Buffer; at: bigint; attributes: Attributes }): Request {
  const record = {
    traceId: idOf(plan.trace, 16),
    spanId: plan.id,
    timeUnixNano: String(plan.at),
    eventName: 'gen_ai.client.inference.operation.details',
    attributes: listed(plan.attributes),
  };
  const resource = { attributes: listed({ 'service.name': 'app' }) };
  const request = {
    resourceLogs: [{ resource, scopeLogs: [{ scope: { name: 'events' }, logRecords: [record] }] }],
  };
  return { signal: 'logs', bytes: encode('logs', request) };
}

const listed = (attributes: Attributes): Plain[] =>
  Object.entries(attributes).map(([key, value]) => ({
    key,
    value: typeof value === 'number' ? { intValue: String(value) } : { stringValue: value },
  }));

const idOf = (name: string, bytes: number): Buffer =>
  createHash('sha256').update(name).digest().subarray(0, bytes);
