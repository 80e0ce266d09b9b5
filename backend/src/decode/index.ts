/** OTLP bytes ─▶ views. There is one reader, for protobuf; OTLP/JSON is transcoded into it first. */
export { jsonOf } from './anyValue';
export { jsonToProtobuf } from './json';
export { readLogs } from './logs';
export { readMetrics } from './metrics';
export { readTraces } from './spans';
