/**
 * Grafana's fetch, answered by our backend: its addresses on the left, ours on the right. Everything else fails, so
 * that a plugin cannot come to need something that is not here.
 */
import type { BackendSrv, BackendSrvRequest, FetchResponse } from '@grafana/runtime';
import { from, lastValueFrom, Observable } from 'rxjs';
import { DATASOURCE_UID } from './datasources';
import { OVER_HTTP } from './transport';

interface Target {
  url: string;
  method: string;
  body?: unknown;
}

const DATASOURCE = `/api/datasources/uid/${DATASOURCE_UID}`;

/** Address as a plugin asks → where our backend answers. `null`: not in the workbench. */
export function target({ url, method = 'GET', data, params }: BackendSrvRequest): Target | null {
  const asked = new URL(url, 'http://workbench');
  for (const [name, value] of Object.entries(params ?? {})) {
    if (value !== undefined && value !== null) asked.searchParams.set(name, String(value));
  }
  const { pathname, search } = asked;
  if (pathname.startsWith(`/api/datasources/proxy/uid/${DATASOURCE_UID}/`)) {
    return { url: `/${pathname.split('/').slice(6).join('/')}${search}`, method, body: data };
  }
  if (OVER_HTTP) return null;
  if (pathname === '/api/ds/query') return { url: '/api/v1/query', method: 'POST', body: data };
  if (pathname === `${DATASOURCE}/health`) return { url: '/api/v1/health', method: 'GET' };
  if (pathname.startsWith(`${DATASOURCE}/resources/`)) {
    return { url: `/api/v1/${pathname.slice(`${DATASOURCE}/resources/`.length)}${search}`, method };
  }
  return null;
}

export const backendSrv: BackendSrv = {
  fetch: <T>(request: BackendSrvRequest) =>
    new Observable<FetchResponse<T>>((subscriber) => {
      // A caller that leaves cancels, as in Grafana.
      const abort = new AbortController();
      const subscription = from(send<T>(request, abort.signal)).subscribe(subscriber);
      return () => {
        abort.abort();
        subscription.unsubscribe();
      };
    }),
  get: (url, params, _id, options) => data({ ...options, url, params, method: 'GET' }),
  delete: (url, body, options) => data({ ...options, url, data: body, method: 'DELETE' }),
  post: (url, body, options) => data({ ...options, url, data: body, method: 'POST' }),
  patch: (url, body, options) => data({ ...options, url, data: body, method: 'PATCH' }),
  put: (url, body, options) => data({ ...options, url, data: body, method: 'PUT' }),
  request: (options) => data(options),
  datasourceRequest: (options) => lastValueFrom(backendSrv.fetch(options)),
  chunked: () => from([]),
};

const data = async <T>(request: BackendSrvRequest): Promise<T> =>
  (await lastValueFrom(backendSrv.fetch<T>(request))).data;

async function send<T>(request: BackendSrvRequest, signal: AbortSignal): Promise<FetchResponse<T>> {
  const to = target(request);
  if (!to) throw failure(request, 404, `${request.url} is not part of the workbench.`);
  const response = await fetch(to.url, {
    method: to.method,
    signal,
    ...(to.body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(to.body),
    }),
  }).catch((error: unknown) => {
    if (signal.aborted) throw failure(request, 0, 'Cancelled.', true);
    throw failure(request, 502, `The backend does not answer: ${String(error)}`);
  });
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) {
    const { message, error } = (body ?? {}) as { message?: string; error?: string };
    throw failure(request, response.status, message ?? error ?? response.statusText, false, body);
  }
  const { status, statusText, ok, headers, redirected, type, url } = response;
  return { data: body as T, status, statusText, ok, headers, redirected, type, url, config: request };
}

/** The form in which Grafana's fetch rejects. */
const failure = (
  request: BackendSrvRequest,
  status: number,
  message: string,
  cancelled = false,
  body?: unknown,
) => ({
  status,
  statusText: message,
  message,
  cancelled,
  isHandled: true,
  data: { ...(typeof body === 'object' ? body : null), message },
  config: request,
});
