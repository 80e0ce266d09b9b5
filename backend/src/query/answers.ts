/** How each type of query is answered. Most are one statement: query → SQL → frames, or query → plan → SQL → frames. */
import type { Frame, LlmQuery, LogsQuery, QueryOfType, QueryType } from '@llmobservatory/model';
import type { StepResult } from '../store/engine';
import { runAnnotations } from './annotations';
import { runBudgets } from './budgets';
import { runConversation } from './conversation';
import { runConversations } from './conversations';
import { runFlamegraph } from './flamegraph';
import type { Answered } from './frames/answer';
import { graphFrames } from './frames/graph';
import { heatmapFrames } from './frames/heatmap';
import { logsFrames, logsVolumeFrames } from './frames/logs';
import { metricsFrames } from './frames/metrics';
import { toolsFrames } from './frames/tools';
import { tracesFrames } from './frames/traces';
import { usersFrames } from './frames/users';
import { runModels } from './models';
import type { Range } from './plan/callsIn';
import { graphSql } from './plan/graph';
import { heatmapSql, planHeatmap } from './plan/heatmap';
import { logsSql, planLogsVolume, logsVolumeSql } from './plan/logs';
import { planMetrics } from './plan/metrics';
import { metricsSql } from './plan/metricsSql';
import type { Statement } from './plan/statement';
import { toolsSql } from './plan/tools';
import { tracesSql } from './plan/traces';
import { usersSql } from './plan/users';
import { answered, select, type QueryContext, type Session } from './session';
import { runSql } from './sql/runSql';
import { runTrace } from './trace';

type Answer<Q extends LlmQuery> = (query: Q, session: Session) => Promise<Frame[]>;

const listed =
  <Q extends LlmQuery>(
    sql: (query: Q, range: Range, projects: readonly string[]) => Statement,
    frames: (query: Q, result: StepResult, answered: Answered) => Frame[],
  ): Answer<Q> =>
  async (query, session) => {
    const { context } = session;
    const statement = sql(query, context, context.caller.projects);
    const selected = await select(session, [statement]);
    return frames(query, selected.results[0]!, answered(session, statement, selected));
  };

const planned =
  <Q extends LlmQuery, Plan extends Pick<Answered, 'source' | 'sourceReason'>>(
    planOf: (query: Q, context: QueryContext) => Plan,
    sql: (plan: Plan, projects: readonly string[]) => Statement,
    frames: (plan: Plan, result: StepResult, answered: Answered) => Frame[],
  ): Answer<Q> =>
  async (query, session) => {
    const { context } = session;
    const plan = planOf(query, context);
    const statement = sql(plan, context.caller.projects);
    const selected = await select(session, [statement]);
    return frames(plan, selected.results[0]!, answered(session, statement, selected, plan));
  };

const logLines = listed(logsSql, logsFrames);
const logVolume = planned(planLogsVolume, logsVolumeSql, logsVolumeFrames);

export const ANSWERS: { [T in QueryType]: Answer<QueryOfType<T>> } = {
  metrics: planned(planMetrics, metricsSql, metricsFrames),
  traces: listed(tracesSql, tracesFrames),
  trace: runTrace,
  conversations: runConversations,
  conversation: runConversation,
  users: listed(usersSql, usersFrames),
  tools: listed(toolsSql, toolsFrames),
  models: runModels,
  logs: (query: LogsQuery, session) => (query.shape === 'volume' ? logVolume : logLines)(query, session),
  graph: listed(graphSql, graphFrames),
  flamegraph: runFlamegraph,
  heatmap: planned(planHeatmap, heatmapSql, heatmapFrames),
  annotations: runAnnotations,
  budgets: runBudgets,
  sql: runSql,
};
