/** The one query path: every panel, alert rule, REST call and export comes through here. */
import { readQuery, type Frame, type LlmQuery, type QueryType, type TagOption } from '@llmobservatory/model';
import type { Caller } from '../access/caller';
import { ObservatoryError } from '../record/errors';
import { runAnnotations } from './annotations';
import { runBudgets } from './budgets';
import { runConversation } from './conversation';
import { runConversations } from './conversations';
import { readFacts, type BackendFacts } from './facts';
import { runFlamegraph } from './flamegraph';
import { graphFrames } from './frames/graph';
import { heatmapFrames } from './frames/heatmap';
import { logsFrames } from './frames/logs';
import { metricsFrames } from './frames/metrics';
import { tracesFrames } from './frames/traces';
import { toolsFrames } from './frames/tools';
import { usersFrames } from './frames/users';
import { runModels } from './models';
import { graphSql } from './plan/graph';
import { heatmapSql, planHeatmap } from './plan/heatmap';
import { logsSql } from './plan/logs';
import { planMetrics } from './plan/metrics';
import { metricsSql } from './plan/metricsSql';
import { toolsSql } from './plan/tools';
import { tracesSql } from './plan/traces';
import { usersSql } from './plan/users';
import { answered, select, type QueryContext, type QueryDeps, type Session } from './session';
import { createReaderSchemas } from './sql/readerSchema';
import { runSql } from './sql/runSql';
import { tagKeys, tagValues, type TagQuestion, type ValuesQuestion } from './tags';
import { runTrace } from './trace';

export interface Queries {
  /**
   * Answers one LlmQuery as it was sent, defaults not filled in.
   * @throws ObservatoryError QUERY_INVALID, QUERY_RANGE (caller), and what the query type's plan throws
   */
  run(raw: unknown, context: QueryContext): Promise<Frame[]>;
  tagKeys(question: TagQuestion): Promise<TagOption[]>;
  /** @throws ObservatoryError FILTER_KEY_UNKNOWN and its kin (caller) */
  tagValues(question: ValuesQuestion): Promise<TagOption[]>;
  facts(question: { caller: Caller; signal: AbortSignal }): Promise<BackendFacts>;
}

/** For probes, which have no key. */
export interface Readiness {
  /** Resolves when the database answers. @throws ObservatoryError DATABASE_UNAVAILABLE and the like */
  ready(signal: AbortSignal): Promise<void>;
}

export function createQueries(deps: QueryDeps): Queries & Readiness {
  const readerSchemaOf = createReaderSchemas(deps.engine);
  return {
    tagKeys: (question) => tagKeys(deps, question),
    tagValues: (question) => tagValues(deps, question),
    async ready(signal) {
      await deps.engine.run([{ sql: 'SELECT 1' }], {
        lane: 'panel',
        readOnly: true,
        signal,
        timeoutMs: READY_MS,
      });
    },
    facts: (question) => readFacts(deps, question),
    async run(raw, context) {
      checkRange(context);
      const read = readQuery(raw);
      if ('problem' in read)
        throw new ObservatoryError('caller', 'QUERY_INVALID', `Bad query: ${read.problem}.`);
      const { query } = read;
      const session: Session = { ...deps, readerSchemaOf, context, refId: query.refId };
      const run = RUN[query.queryType] as (query: LlmQuery, session: Session) => Promise<Frame[]>;
      const frames = await run(query, session);
      // An alert reads numbers; a text beside them has nobody to read it.
      return context.fromAlert ? frames.map(withoutNotices) : frames;
    },
  };
}

const withoutNotices = (frame: Frame): Frame => ({ ...frame, meta: { ...frame.meta, notices: undefined } });

const RUN: {
  [T in QueryType]: (query: Extract<LlmQuery, { queryType: T }>, session: Session) => Promise<Frame[]>;
} = {
  async metrics(query, session) {
    const { context } = session;
    const plan = planMetrics(query, context);
    const statement = metricsSql(plan, context.caller.projects);
    const selected = await select(session, [statement]);
    return metricsFrames(plan, selected.results[0]!, answered(session, statement, selected, plan));
  },
  async traces(query, session) {
    const { context } = session;
    const statement = tracesSql(query, context, context.caller.projects);
    const selected = await select(session, [statement]);
    return tracesFrames(query, selected.results[0]!, answered(session, statement, selected));
  },
  trace: runTrace,
  conversations: runConversations,
  conversation: runConversation,
  async users(query, session) {
    const { context } = session;
    const statement = usersSql(query, context, context.caller.projects);
    const selected = await select(session, [statement]);
    return usersFrames(query, selected.results[0]!, answered(session, statement, selected));
  },
  async tools(query, session) {
    const { context } = session;
    const statement = toolsSql(query, context, context.caller.projects);
    const selected = await select(session, [statement]);
    return toolsFrames(query, selected.results[0]!, answered(session, statement, selected));
  },
  models: runModels,
  annotations: runAnnotations,
  budgets: runBudgets,
  async graph(query, session) {
    const { context } = session;
    const statement = graphSql(query, context, context.caller.projects);
    const selected = await select(session, [statement]);
    return graphFrames(query, selected.results[0]!, answered(session, statement, selected));
  },
  flamegraph: runFlamegraph,
  async heatmap(query, session) {
    const { context } = session;
    const plan = planHeatmap(query, context);
    const statement = heatmapSql(plan, context.caller.projects);
    const selected = await select(session, [statement]);
    return heatmapFrames(plan, selected.results[0]!, answered(session, statement, selected, plan));
  },
  async logs(query, session) {
    const { context } = session;
    const statement = logsSql(query, context, context.caller.projects);
    const selected = await select(session, [statement]);
    return logsFrames(query, selected.results[0]!, answered(session, statement, selected));
  },
  sql: runSql,
};

/** A probe that waits longer than this would be given up by whoever asks. */
const READY_MS = 5000;

/** Years that a timestamptz and a chunk can hold without surprise. */
const EARLIEST = Date.UTC(1970, 0, 1);
const LATEST = Date.UTC(2200, 0, 1);

function checkRange({ from, to, intervalMs, maxDataPoints }: QueryContext): void {
  const [start, end] = [from.getTime(), to.getTime()];
  if (!(start < end && start >= EARLIEST && end <= LATEST)) {
    throw new ObservatoryError(
      'caller',
      'QUERY_RANGE',
      `The range ${shown(from)} to ${shown(to)} can't be queried: "from" must be before "to", both between 1970 and 2200.`,
    );
  }
  if (!(intervalMs > 0 && maxDataPoints >= 1)) {
    throw new ObservatoryError(
      'caller',
      'QUERY_RANGE',
      `intervalMs ${intervalMs} and maxDataPoints ${maxDataPoints} can't be used: both must be above 0.`,
    );
  }
}

const shown = (time: Date): string => (Number.isNaN(time.getTime()) ? 'invalid time' : time.toISOString());
