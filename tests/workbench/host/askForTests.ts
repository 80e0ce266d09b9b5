/** What the data source answers to one query, frames as data frame JSON: the contract of frames is held against it. */
import { CoreApp, dataFrameToJSON, dateTime, type DataFrameJSON, type DataQueryRequest } from '@grafana/data';
import { from, isObservable, lastValueFrom } from 'rxjs';
import { dataSource, DATASOURCE_ID, DATASOURCE_UID } from './datasources';

export interface Asked {
  query: Record<string, unknown>;
  /** Milliseconds since 1970. */
  from: number;
  to: number;
  intervalMs: number;
  maxDataPoints: number;
}

export interface ClassAnswer {
  status: number;
  error?: string;
  frames: DataFrameJSON[];
}

declare global {
  interface Window {
    askDataSource: (asked: Asked) => Promise<ClassAnswer>;
  }
}

export async function askForTests({
  query,
  intervalMs,
  maxDataPoints,
  ...asked
}: Asked): Promise<ClassAnswer> {
  const range = { from: dateTime(asked.from), to: dateTime(asked.to) };
  const request: DataQueryRequest = {
    requestId: 'test',
    app: CoreApp.Dashboard,
    interval: `${intervalMs}ms`,
    intervalMs,
    maxDataPoints,
    range: { ...range, raw: range },
    scopedVars: {},
    startTime: Date.now(),
    timezone: 'browser',
    targets: [{ refId: 'A', ...query, datasource: { uid: DATASOURCE_UID, type: DATASOURCE_ID } }],
  };
  const answered = (await dataSource()).query(request);
  const { data, errors } = await lastValueFrom(isObservable(answered) ? answered : from(answered));
  const error = errors?.[0];
  return { status: error?.status ?? 200, error: error?.message, frames: data.map(dataFrameToJSON) };
}
