/** OTLP over gRPC and HTTP. */
export { createAdmission, type Admission } from './admission';
export type { Consume, ExportResult, OtlpOptions, OtlpRequest, OtlpServer } from './export';
export { startOtlpGrpc } from './grpc';
export { startOtlpHttp } from './http';
