/** Grafana's side of pluginv2: a client of its own over the same protocol text. */
import { Client, credentials, type MethodDefinition, type ServiceDefinition } from '@grpc/grpc-js';
import type {
  CallResourceRequest,
  CallResourceResponse,
  CheckHealthRequest,
  CheckHealthResponse,
  CollectMetricsResponse,
  DataQuery,
  HealthCheckResponse,
  PluginContext,
  QueryDataRequest,
  QueryDataResponse,
  StreamPacket,
  StreamRequest,
  StreamResponse,
} from '../../backend/src/grafana/proto/messages';
import { pluginServices } from '../../backend/src/grafana/proto/services';

type Part<T> = { [K in keyof T]?: T[K] | Part<T[K]> };

export interface Call<Response> {
  response: Promise<Response>;
  cancel(): void;
}

export interface Packets<Response> {
  /** Ends with the call; a status other than OK is thrown as the error of grpc-js. */
  packets: AsyncIterable<Response>;
  cancel(): void;
}

export type PluginClient = ReturnType<typeof connectPlugin>;

export function connectPlugin(port: number) {
  const client = new Client(`127.0.0.1:${port}`, credentials.createInsecure(), {
    'grpc.max_receive_message_length': -1,
  });
  const services = pluginServices();

  function unary<Request, Response>(service: ServiceDefinition, name: string) {
    const method = service[name] as MethodDefinition<Part<Request>, Response>;
    return (request: Part<Request>): Call<Response> => {
      let cancel = () => {};
      const response = new Promise<Response>((resolve, reject) => {
        const call = client.makeUnaryRequest(
          method.path,
          method.requestSerialize,
          method.responseDeserialize,
          request,
          (error, answer) => (error ? reject(error) : resolve(answer as Response)),
        );
        cancel = () => call.cancel();
      });
      return { response, cancel };
    };
  }

  function stream<Request, Response>(service: ServiceDefinition, name: string) {
    const method = service[name] as MethodDefinition<Part<Request>, Response>;
    return (request: Part<Request>): Packets<Response> => {
      const call = client.makeServerStreamRequest(
        method.path,
        method.requestSerialize,
        method.responseDeserialize,
        request,
      );
      return { packets: call as AsyncIterable<Response>, cancel: () => call.cancel() };
    };
  }

  return {
    queryData: unary<QueryDataRequest, QueryDataResponse>(services.data, 'QueryData'),
    callResource: stream<CallResourceRequest, CallResourceResponse>(services.resource, 'CallResource'),
    checkHealth: unary<CheckHealthRequest, CheckHealthResponse>(services.diagnostics, 'CheckHealth'),
    collectMetrics: unary<object, CollectMetricsResponse>(services.diagnostics, 'CollectMetrics'),
    subscribe: unary<StreamRequest, StreamResponse>(services.stream, 'SubscribeStream'),
    run: stream<StreamRequest, StreamPacket>(services.stream, 'RunStream'),
    publish: unary<StreamRequest, StreamResponse>(services.stream, 'PublishStream'),
    health: unary<{ service: string }, HealthCheckResponse>(services.health, 'Check'),
    close: () => client.close(),
  };
}

/** What Grafana sends along for a data source with this key. */
export const contextWith = (apiKey?: string): Part<PluginContext> => ({
  orgId: 1,
  pluginId: 'llmobservatory-llm-datasource',
  user: { login: 'viewer', role: 'Admin' },
  dataSourceInstanceSettings: {
    uid: 'llm',
    ...(apiKey !== undefined && { decryptedSecureJsonData: { apiKey } }),
  },
});

/** A stored query as Grafana sends it. */
export const dataQuery = (
  stored: Record<string, unknown>,
  { from, to, refId = 'A' }: { from: Date; to: Date; refId?: string },
): Part<DataQuery> => ({
  refId,
  queryType: typeof stored['queryType'] === 'string' ? stored['queryType'] : '',
  intervalMS: 60_000,
  maxDataPoints: 500,
  timeRange: { fromEpochMS: from.getTime(), toEpochMS: to.getTime() },
  json: Buffer.from(JSON.stringify({ ...stored, refId, datasourceId: 1 })),
});
