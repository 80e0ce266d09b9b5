/** The question for the neighbours of a log line as Grafana's request: a range of its own, whatever the page shows. */
import {
  dateTime,
  type DataQueryRequest,
  type DataSourceRef,
  type LogRowContextOptions,
  type LogRowModel,
} from '@grafana/data';
import type { LlmDataQuery } from '../query';
import { contextQuestion } from './context';

export function contextRequest(
  row: LogRowModel,
  options: LogRowContextOptions = {},
  datasource: DataSourceRef,
): DataQueryRequest<LlmDataQuery> {
  const { query, ...asked } = contextQuestion(row, options);
  const range = { from: dateTime(asked.from), to: dateTime(asked.to) };
  return {
    requestId: query.refId,
    targets: [{ ...query, datasource }],
    range: { ...range, raw: range },
    interval: '1s',
    intervalMs: 1000,
    maxDataPoints: 1000,
    scopedVars: options.scopedVars ?? {},
    app: 'explore',
    timezone: 'browser',
    startTime: Date.now(),
    hideFromInspector: true,
  };
}
