/** Is the backend there, and what arrived last? Asked again every few seconds while somebody looks at the page. */
import { lastValueFrom, exhaustMap, filter, timer } from 'rxjs';
import {
  getBackendSrv,
  toDataQueryResponse,
  type BackendDataSourceResponse,
  type FetchResponse,
} from '@grafana/runtime';
import { useCallback, useEffect, useState } from 'react';
import { DATASOURCE_ID } from '../links';
import { healthFailure, type HealthAnswer, type HealthFailure } from './health';
import { NEWEST_QUERIES, readNewest, type Newest } from './newest';

const POLL_MS = 5000;

export type Status =
  | { state: 'loading' }
  | { state: 'failed'; failure: HealthFailure }
  /** `newest` is missing when the backend answers, but the question failed: `problem` says why. */
  | { state: 'connected'; health: HealthAnswer; newest?: Newest; problem?: string };

/** Without a data source nothing is asked. `retry` asks at once. */
export function useStatus(uid: string | undefined): { status: Status; retry: () => void } {
  const [answer, setAnswer] = useState<{ uid: string; status: Status }>();
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (uid === undefined) return;
    const polling = timer(0, POLL_MS)
      .pipe(
        filter(() => !document.hidden),
        exhaustMap(() => askStatus(uid)),
      )
      .subscribe((status) => setAnswer({ uid, status }));
    return () => polling.unsubscribe();
  }, [uid, attempt]);
  return {
    // The answer of the data source that was chosen before says nothing about this one.
    status: answer && answer.uid === uid ? answer.status : { state: 'loading' },
    retry: useCallback(() => setAttempt((count) => count + 1), []),
  };
}

async function askStatus(uid: string): Promise<Status> {
  try {
    const health = await request<HealthAnswer>({
      url: `/api/datasources/uid/${encodeURIComponent(uid)}/health`,
    });
    if (health.data.status !== 'OK') return { state: 'failed', failure: healthFailure(health.data) };
    return { state: 'connected', health: health.data, ...(await askNewest(uid)) };
  } catch (error) {
    const { status } = (error as { data?: { status?: string } }).data ?? {};
    return { state: 'failed', failure: healthFailure({ status, message: messageOf(error) }) };
  }
}

async function askNewest(uid: string): Promise<{ newest?: Newest; problem?: string }> {
  const datasource = { uid, type: DATASOURCE_ID };
  const queries = Object.entries(NEWEST_QUERIES).map(([refId, rawSql]) => ({
    refId,
    datasource,
    queryType: 'sql',
    format: 'table',
    rawSql,
  }));
  try {
    const answer = toDataQueryResponse(
      await request<BackendDataSourceResponse>({
        url: '/api/ds/query',
        method: 'POST',
        data: { queries, from: 'now-1h', to: 'now' },
      }),
      queries,
    );
    const problem = answer.errors?.[0]?.message;
    return problem ? { problem } : { newest: readNewest(answer.data) };
  } catch (error) {
    return { problem: messageOf(error) };
  }
}

function request<T>(options: { url: string; method?: string; data?: unknown }): Promise<FetchResponse<T>> {
  return lastValueFrom(
    getBackendSrv().fetch<T>({
      ...options,
      showErrorAlert: false,
      showSuccessAlert: false,
      hideFromInspector: true,
    }),
  );
}

/** Grafana's fetch rejects with `{data: {message}}`. */
function messageOf(error: unknown): string {
  const { data, message } = error as { data?: { message?: string }; message?: string };
  return data?.message ?? message ?? 'no answer';
}
