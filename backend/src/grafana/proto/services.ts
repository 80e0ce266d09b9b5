/** The services of proto/pluginv2.ts, for servers and (in tests) clients. */
import type { ServiceDefinition } from '@grpc/grpc-js';
import { fromJSON, type PackageDefinition } from '@grpc/proto-loader';
import protobuf from 'protobufjs';
import { HEALTH_PROTO, PLUGINV2_PROTO } from './pluginv2';

export interface PluginServices {
  data: ServiceDefinition;
  resource: ServiceDefinition;
  diagnostics: ServiceDefinition;
  stream: ServiceDefinition;
  health: ServiceDefinition;
}

export function pluginServices(): PluginServices {
  const v2 = load(PLUGINV2_PROTO);
  const service = (loaded: PackageDefinition, name: string) => loaded[name] as ServiceDefinition;
  return {
    data: service(v2, 'pluginv2.Data'),
    resource: service(v2, 'pluginv2.Resource'),
    diagnostics: service(v2, 'pluginv2.Diagnostics'),
    stream: service(v2, 'pluginv2.Stream'),
    health: service(load(HEALTH_PROTO), 'grpc.health.v1.Health'),
  };
}

/** Milliseconds and numbers of points are far below 2^53, so int64 may be a number. */
const load = (proto: string): PackageDefinition =>
  fromJSON(protobuf.parse(proto, { keepCase: true }).root.toJSON(), {
    keepCase: true,
    longs: Number,
    enums: String,
    defaults: true,
  });
