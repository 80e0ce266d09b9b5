/** The messages of proto/pluginv2.ts as TypeScript sees them: defaults filled in, absent messages null, int64 as number. */
export interface PluginContext {
  orgId: number;
  pluginId: string;
  /** Null: Grafana itself asks. The role authorises nothing: alert and public dashboard queries come as Admin. */
  user: { login: string; name: string; email: string; role: string } | null;
  /** Null where Grafana asks for no instance, as for metrics. */
  dataSourceInstanceSettings: DataSourceInstanceSettings | null;
  grafanaConfig: Record<string, string>;
  pluginVersion: string;
  userAgent: string;
}

export interface DataSourceInstanceSettings {
  name: string;
  url: string;
  jsonData: Buffer;
  decryptedSecureJsonData: Record<string, string>;
  lastUpdatedMS: number;
  uid: string;
}

export interface QueryDataRequest {
  pluginContext: PluginContext | null;
  /** `FromAlert`, and HTTP headers as `http_<name>`. */
  headers: Record<string, string>;
  queries: DataQuery[];
}

export interface DataQuery {
  refId: string;
  maxDataPoints: number;
  intervalMS: number;
  timeRange: { fromEpochMS: number; toEpochMS: number } | null;
  /** The query as the editor stored it. */
  json: Buffer;
  queryType: string;
}

export interface DataResponse {
  /** Arrow IPC files. */
  frames: Buffer[];
  error?: string;
  /** As in HTTP. */
  status: number;
  errorSource?: ErrorSource;
}

/** Whose fault: the plugin's, or that of what lies behind it, the person's query included. */
export type ErrorSource = 'plugin' | 'downstream';

export interface QueryDataResponse {
  responses: Record<string, DataResponse>;
}

export interface CallResourceRequest {
  pluginContext: PluginContext | null;
  path: string;
  method: string;
  /** Path and query string. */
  url: string;
  headers: Record<string, { values: string[] }>;
  body: Buffer;
}

export interface CallResourceResponse {
  /** As in HTTP. */
  code: number;
  headers: Record<string, { values: string[] }>;
  body: Buffer;
}

export interface CheckHealthRequest {
  pluginContext: PluginContext | null;
  headers: Record<string, string>;
}

export interface CheckHealthResponse {
  status: 'OK' | 'ERROR';
  message: string;
  jsonDetails: Buffer;
}

export interface CollectMetricsResponse {
  metrics: { prometheus: Buffer };
}

export interface StreamRequest {
  pluginContext: PluginContext | null;
  path: string;
  data: Buffer;
  headers: Record<string, string>;
}

export interface StreamResponse {
  status: 'OK' | 'NOT_FOUND' | 'PERMISSION_DENIED';
  /** Data frame JSON that the subscriber gets at once. */
  data?: Buffer;
}

export interface StreamPacket {
  data: Buffer;
}

export interface HealthCheckResponse {
  status: 'SERVING' | 'NOT_SERVING';
}
