/**
 * Every setting, once: type, default, environment name, one line of documentation.
 * The loader, `--help` and docs/configuration.md come from this table.
 */
export interface Setting<T> {
  env: string;
  /** Key in the YAML file of OBSERVATORY_CONFIG. */
  key: string;
  default: string;
  /** How the value is written, for error messages: "a port between 0 and 65535". */
  expected: string;
  doc: string;
  secret?: boolean;
  /** Returns undefined when the text is not such a value. */
  parse: (text: string) => T | undefined;
}

const text = (text: string) => text;
const optional = (text: string) => (text === '' ? null : text);
const port = (text: string) => (/^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined);
const count = (text: string) => (/^\d{1,9}$/.test(text) && Number(text) > 0 ? Number(text) : undefined);
const UNITS = { B: 1, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 } as const;
const bytes = (text: string) => {
  const match = /^(\d+)\s*(B|KiB|MiB|GiB)$/.exec(text);
  return match ? Number(match[1]) * UNITS[match[2] as keyof typeof UNITS] : undefined;
};
const SECONDS = { s: 1, m: 60, h: 3600, d: 86_400 } as const;
/** Seconds. */
const duration = (text: string) => {
  const match = /^(\d+)\s*(s|m|h|d)$/.exec(text);
  return match && Number(match[1]) > 0
    ? Number(match[1]) * SECONDS[match[2] as keyof typeof SECONDS]
    : undefined;
};
const oneOf =
  <T extends string>(...values: T[]) =>
  (text: string) =>
    values.find((value) => value === text);

const THRESHOLD = /^(.{1,200}?)\s*(>=|<=)\s*(-?\d+(?:\.\d+)?)$/;

/** Of a score: it passes from here up, or from here down. */
export interface PassThreshold {
  from: 'up' | 'down';
  value: number;
}

/** "helpfulness >= 0.7, toxicity <= 0.2" by name. */
const thresholds = (text: string): ReadonlyMap<string, PassThreshold> | undefined => {
  const known = new Map<string, PassThreshold>();
  for (const entry of text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')) {
    const [, name, sign, value] = THRESHOLD.exec(entry) ?? [];
    if (name === undefined) return undefined;
    known.set(name.trim(), { from: sign === '>=' ? 'up' : 'down', value: Number(value) });
  }
  return known;
};

const PORT = 'a port between 0 and 65535 (0 = any free one)';
const BYTES = 'a size such as 64MiB';
const DURATION = 'a duration such as 30s, 10m, 12h or 90d';
const COUNT = 'a whole number above 0';

export const SETTINGS = {
  databaseUrl: { env: 'DATABASE_URL', key: 'database.url', default: '', expected: 'a PostgreSQL connection string', doc: 'TimescaleDB server (PostgreSQL 16 or newer, TimescaleDB 2.19 or newer). Empty: the embedded engine, data in OBSERVATORY_DATA_DIR.', secret: true, parse: optional },
  databaseReaderUrl: { env: 'OBSERVATORY_DATABASE_READER_URL', key: 'database.reader_url', default: '', expected: 'a PostgreSQL connection string', doc: 'Login for raw SQL queries: a role that owns nothing. Empty: the backend makes the role llm_observatory_reader when its own role may.', secret: true, parse: optional },
  databaseConnections: { env: 'OBSERVATORY_DATABASE_CONNECTIONS', key: 'database.connections', default: '12', expected: COUNT, doc: 'Connections to the database server, at most.', parse: count },
  dataDir: { env: 'OBSERVATORY_DATA_DIR', key: 'data_dir', default: './data', expected: 'a folder', doc: 'Folder of the embedded engine. One process at a time.', parse: text },
  host: { env: 'OBSERVATORY_HOST', key: 'host', default: '127.0.0.1', expected: 'an address to listen on', doc: 'Address to listen on. Anything but loopback needs API keys.', parse: text },
  otlpGrpcPort: { env: 'OBSERVATORY_OTLP_GRPC_PORT', key: 'otlp.grpc_port', default: '4317', expected: PORT, doc: 'OTLP over gRPC.', parse: port },
  otlpHttpPort: { env: 'OBSERVATORY_OTLP_HTTP_PORT', key: 'otlp.http_port', default: '4318', expected: PORT, doc: 'OTLP over HTTP.', parse: port },
  httpPort: { env: 'OBSERVATORY_HTTP_PORT', key: 'http_port', default: '8080', expected: PORT, doc: 'REST, health, metrics, workbench.', parse: port },
  pluginPort: { env: 'OBSERVATORY_PLUGIN_PORT', key: 'plugin_port', default: '8081', expected: PORT, doc: 'pluginv2 gRPC, for Grafana.', parse: port },
  bootstrapKeys: { env: 'OBSERVATORY_BOOTSTRAP_KEYS', key: 'bootstrap_keys', default: '', expected: 'entries "name:scope+scope:project+project:key", separated by commas', doc: 'API keys made at the start when they are missing. Scopes: ingest, read, write, admin. A key has 16 characters or more.', secret: true, parse: text },
  maxRequestBytes: { env: 'OBSERVATORY_MAX_REQUEST_BYTES', key: 'otlp.max_request_bytes', default: '64MiB', expected: BYTES, doc: 'Largest OTLP request, after decompression.', parse: bytes },
  maxInflightBytes: { env: 'OBSERVATORY_MAX_INFLIGHT_BYTES', key: 'otlp.max_inflight_bytes', default: '256MiB', expected: BYTES, doc: 'OTLP bytes held at once. Above it senders are told to retry.', parse: bytes },
  ingestTimeout: { env: 'OBSERVATORY_INGEST_TIMEOUT', key: 'otlp.timeout', default: '30s', expected: DURATION, doc: 'A request that is not committed by then is answered with a retry.', parse: duration },
  queryTimeout: { env: 'OBSERVATORY_QUERY_TIMEOUT', key: 'query.timeout', default: '30s', expected: DURATION, doc: 'A query is stopped after this time.', parse: duration },
  maxQueryRows: { env: 'OBSERVATORY_MAX_QUERY_ROWS', key: 'query.max_rows', default: '100000', expected: COUNT, doc: 'Rows of one answer of a raw SQL query.', parse: count },
  retainContent: { env: 'OBSERVATORY_RETAIN_CONTENT', key: 'retain.content', default: '30d', expected: DURATION, doc: 'Prompts, answers and events are kept this long.', parse: duration },
  retainSignals: { env: 'OBSERVATORY_RETAIN_SIGNALS', key: 'retain.signals', default: '90d', expected: DURATION, doc: 'Spans, logs and metric points are kept this long; older records are refused.', parse: duration },
  retainCalls: { env: 'OBSERVATORY_RETAIN_CALLS', key: 'retain.calls', default: '1095d', expected: DURATION, doc: 'Calls (tokens, cost) are kept this long.', parse: duration },
  budgetsFile: { env: 'OBSERVATORY_BUDGETS_FILE', key: 'budgets_file', default: '', expected: 'a YAML or JSON file', doc: 'Budgets: a list of name, scope, window, time_zone and limit_usd. Read at the start; what left the file is removed.', parse: optional },
  passThresholds: { env: 'OBSERVATORY_PASS_THRESHOLDS', key: 'pass_thresholds', default: '', expected: 'entries such as "helpfulness >= 0.7", separated by commas', doc: 'From which number on a score passes, where neither its sender nor its label says it: "helpfulness >= 0.7, toxicity <= 0.2". For scores that come from then on.', parse: thresholds },
  workbenchDir: {
    env: "OBSERVATORY_WORKBENCH_DIR",
    key: "workbench_dir",
    default: "",
    expected: "a folder",
    doc: "Folder of the built workbench, served at /workbench. For developers; empty: not served.",
    parse: optional,
  },
  grafanaUrl: { env: 'OBSERVATORY_GRAFANA_URL', key: 'grafana_url', default: '', expected: 'a URL', doc: 'Where people open Grafana; only printed in start messages.', parse: optional },
  logLevel: { env: 'OBSERVATORY_LOG_LEVEL', key: 'log_level', default: 'info', expected: 'debug, info, warn or error', doc: 'Least severe log line that is written.', parse: oneOf('debug', 'info', 'warn', 'error') },
} as const satisfies Record<string, Setting<unknown>>; // prettier-ignore

export type Settings = {
  readonly [K in keyof typeof SETTINGS]: Exclude<ReturnType<(typeof SETTINGS)[K]['parse']>, undefined>;
};
