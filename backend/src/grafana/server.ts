/** The pluginv2 server: the backend plugin of the datasource, for any number of Grafanas, organisations and instances. */
import { Server, ServerCredentials } from '@grpc/grpc-js';
import type { Authenticate } from '../access/caller';
import type { Logger } from '../observe/logger';
import { portUnavailable } from '../receive/listening';
import { serverStream, unary } from './calls';
import type { CallTail } from './callTail';
import { queryData } from './data';
import { checkHealth, collectMetrics } from './diagnostics';
import type { Queries } from '../query/run';
import type { HealthCheckResponse } from './proto/messages';
import { pluginServices } from './proto/services';
import { callResource } from './resource';
import { publishStream, runStream, subscribeStream } from './stream';

export interface PluginServerOptions {
  host: string;
  /** 0 = any free one. */
  port: number;
  authenticate: Authenticate;
  queries: Queries;
  tail: CallTail;
  /** Prometheus text. */
  metricsText: () => Promise<string>;
  now: () => Date;
  logger: Logger;
}

export interface PluginServer {
  port: number;
  /** Ends the streams, waits for what runs, then closes. */
  close(): Promise<void>;
}

/** Requests hold queries, never data. */
const MAX_REQUEST_BYTES = 16 * 1024 * 1024;
/** How long calls under way may take when the server closes. */
const DRAIN_MS = 10_000;

/** @throws ObservatoryError PORT_UNAVAILABLE */
export async function startPluginServer(options: PluginServerOptions): Promise<PluginServer> {
  const { logger } = options;
  const closing = new AbortController();
  const services = pluginServices();
  const server = new Server({
    'grpc.max_receive_message_length': MAX_REQUEST_BYTES,
    'grpc.max_send_message_length': -1,
  });
  server.addService(services.data, { QueryData: unary(logger, queryData(options)) });
  server.addService(services.resource, {
    CallResource: serverStream(logger, closing.signal, callResource(options)),
  });
  server.addService(services.diagnostics, {
    CheckHealth: unary(logger, checkHealth(options)),
    CollectMetrics: unary(logger, collectMetrics(options)),
  });
  server.addService(services.stream, {
    SubscribeStream: unary(logger, subscribeStream(options)),
    RunStream: serverStream(logger, closing.signal, runStream(options)),
    PublishStream: unary(logger, publishStream),
  });
  server.addService(services.health, {
    Check: unary(logger, (): Promise<HealthCheckResponse> => Promise.resolve({ status: 'SERVING' })),
  });
  return {
    port: await bind(server, options),
    close: () => {
      closing.abort();
      return drain(server);
    },
  };
}

function bind(server: Server, { host, port }: PluginServerOptions): Promise<number> {
  const address = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  return new Promise((resolve, reject) => {
    server.bindAsync(address, ServerCredentials.createInsecure(), (error, bound) => {
      if (error) reject(portUnavailable('pluginv2 (Grafana)', 'OBSERVATORY_PLUGIN_PORT', host, port, error));
      else resolve(bound);
    });
  });
}

function drain(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => server.forceShutdown(), DRAIN_MS);
    server.tryShutdown(() => {
      clearTimeout(force);
      resolve();
    });
  });
}
