/** Runs a query through the plugin's own data source and keeps the last answer while the next one is on its way. */
import { applyFieldOverrides, CoreApp, dateTime, LoadingState, toDataFrame } from '@grafana/data';
import type {
  DataQueryRequest,
  DataQueryResponse,
  Field,
  GrafanaTheme2,
  InterpolateFunction,
  PanelData,
  TimeRange,
} from '@grafana/data';
import type { DataQuery } from '@grafana/schema';
import { useTheme2 } from '@grafana/ui';
import { useEffect, useState } from 'react';
import { isObservable, lastValueFrom, from } from 'rxjs';
import { dataSource, DATASOURCE_ID, DATASOURCE_UID } from './datasources';

const HOUR_MS = 3_600_000;

export function lastHours(hours: number): TimeRange {
  const now = Date.now();
  const range = { from: dateTime(now - hours * HOUR_MS), to: dateTime(now) };
  return { ...range, raw: { from: `now-${hours}h`, to: 'now' } };
}

export interface Answer {
  data: PanelData;
  error: string | null;
}

const EMPTY = (range: TimeRange): Answer => ({
  data: { state: LoadingState.Loading, series: [], timeRange: range },
  error: null,
});

/** Of the dashboard, beside the query's own. */
export type AdHocFilters = NonNullable<DataQueryRequest['filters']>;

const NO_FILTERS: AdHocFilters = [];

/** `query` null: nothing is asked. `run` asks again when it changes. */
export function useFrames(
  query: Record<string, unknown> | null,
  hours: number,
  { run = 0, filters = NO_FILTERS }: { run?: number; filters?: AdHocFilters } = {},
): Answer {
  const theme = useTheme2();
  const [answer, setAnswer] = useState(() => EMPTY(lastHours(hours)));
  const asked = query === null ? null : JSON.stringify(query);
  useEffect(() => {
    if (asked === null) return;
    let left = false;
    setAnswer((last) => ({ ...last, data: { ...last.data, state: LoadingState.Loading } }));
    ask(JSON.parse(asked) as DataQuery, lastHours(hours), theme, filters).then((next) => {
      if (!left) setAnswer(next);
    });
    return () => {
      left = true;
    };
  }, [asked, hours, theme, run, filters]);
  return answer;
}

/** What links of a table and of a trace are filled with: the value of their row. */
const fillValue: InterpolateFunction = (text = '', scopedVars = {}) =>
  text.replace(/\$\{__value\.raw\}/g, (asked) => {
    const { field, rowIndex } = (scopedVars.__dataContext?.value ?? {}) as {
      field?: Field;
      rowIndex?: number;
    };
    return field && rowIndex !== undefined ? String(field.values[rowIndex]) : asked;
  });

async function ask(
  query: DataQuery,
  range: TimeRange,
  theme: GrafanaTheme2,
  filters: AdHocFilters,
): Promise<Answer> {
  const request: DataQueryRequest = {
    requestId: 'workbench',
    app: CoreApp.Explore,
    interval: '60s',
    intervalMs: 60_000,
    maxDataPoints: 1000,
    range,
    rangeRaw: range.raw,
    scopedVars: {},
    filters,
    startTime: Date.now(),
    timezone: 'browser',
    targets: [
      { ...query, refId: query.refId ?? 'A', datasource: { uid: DATASOURCE_UID, type: DATASOURCE_ID } },
    ],
  };
  try {
    const answered = (await dataSource()).query(request);
    const response: DataQueryResponse = await lastValueFrom(
      isObservable(answered) ? answered : from(answered),
    );
    const series = applyFieldOverrides({
      data: response.data.map((frame: unknown) => toDataFrame(frame)),
      fieldConfig: { defaults: {}, overrides: [] },
      theme,
      replaceVariables: fillValue,
      timeZone: 'browser',
    });
    return {
      data: { state: LoadingState.Done, series, errors: response.errors, timeRange: range, request },
      error: response.errors?.[0]?.message ?? null,
    };
  } catch (error) {
    const data: PanelData = { state: LoadingState.Error, series: [], timeRange: range };
    return { data, error: (error as { message?: string }).message ?? String(error) };
  }
}
