/**
 * The way to our backend. With an executable in plugin.json Grafana's server speaks gRPC with it; where executables are
 * refused, the same questions go through Grafana's data source proxy as HTTP, and the answers have the same frames.
 */
import type { DataQueryRequest, DataQueryResponse } from '@grafana/data';
import { getBackendSrv, toDataQueryResponse, type BackendDataSourceResponse } from '@grafana/runtime';
import { catchError, lastValueFrom, map, of, type Observable } from 'rxjs';
import type { HealthAnswer } from './health';
import type { LlmDataQuery } from './query';

export interface Transport {
  /** Variables are filled in already. */
  query(request: DataQueryRequest<LlmDataQuery>): Observable<DataQueryResponse>;
  resource<T>(path: string, params: Record<string, unknown>): Promise<T>;
  /** Undefined: nobody answers. */
  health(): Promise<HealthAnswer | undefined>;
}

/** `url`: of the data source's proxy, as Grafana hands it to the plugin. */
export function overHttp(url: string): Transport {
  const address = (path: string) => `${url}/api/v1/${path}`;
  const get = async <T>(path: string, params: Record<string, unknown> = {}): Promise<T> => {
    const options = { method: 'GET', url: address(path), params, showErrorAlert: false };
    return (await lastValueFrom(getBackendSrv().fetch<T>(options))).data;
  };
  return {
    query: (request) => {
      const { targets, requestId, hideFromInspector } = request;
      return getBackendSrv()
        .fetch<BackendDataSourceResponse>({
          method: 'POST',
          url: address('query'),
          data: requestBody(request),
          // The same id cancels the request before.
          requestId,
          hideFromInspector,
          showErrorAlert: false,
        })
        .pipe(
          map((answer) => toDataQueryResponse(answer, targets)),
          catchError((failure) => of(toDataQueryResponse(failure))),
        );
    },
    resource: get,
    health: () =>
      get<HealthAnswer>('health').catch(({ data }: { data?: Partial<HealthAnswer> }) =>
        data?.message ? { status: 'ERROR', message: data.message } : undefined,
      ),
  };
}

/** As POST /api/v1/query takes it. */
export const requestBody = ({
  range,
  intervalMs,
  maxDataPoints,
  targets,
}: Pick<DataQueryRequest<LlmDataQuery>, 'range' | 'intervalMs' | 'maxDataPoints' | 'targets'>) => ({
  from: range.from.valueOf(),
  to: range.to.valueOf(),
  ...(intervalMs > 0 && { intervalMs }),
  ...(maxDataPoints && { maxDataPoints }),
  queries: targets,
});
