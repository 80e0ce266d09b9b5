/**
 * What we speak of Grafana's pluginv2 protocol, and gRPC's health service. Our own text; names and field numbers are
 * facts of the protocol (proto/backend.proto of grafana-plugin-sdk-go). Fields that nobody here reads are left out:
 * protobuf skips them. A string and not a .proto file, so that the bundled backend needs no path to it.
 */
export const PLUGINV2_PROTO = `
syntax = "proto3";
package pluginv2;

// Everything about who asks, and for which instance of the data source.
message PluginContext {
  int64 orgId = 1;
  string pluginId = 2;
  User user = 3;
  DataSourceInstanceSettings dataSourceInstanceSettings = 5;
  map<string, string> grafanaConfig = 6;
  string pluginVersion = 7;
  string userAgent = 8;
}

message User {
  string login = 1;
  string name = 2;
  string email = 3;
  string role = 4;
}

message DataSourceInstanceSettings {
  string name = 2;
  string url = 3;
  bytes jsonData = 8;
  map<string, string> decryptedSecureJsonData = 9;
  int64 lastUpdatedMS = 10;
  string uid = 11;
}

service Data {
  rpc QueryData(QueryDataRequest) returns (QueryDataResponse);
}

message QueryDataRequest {
  PluginContext pluginContext = 1;
  map<string, string> headers = 2;
  repeated DataQuery queries = 3;
}

message DataQuery {
  string refId = 1;
  int64 maxDataPoints = 2;
  int64 intervalMS = 3;
  TimeRange timeRange = 4;
  bytes json = 5;
  string queryType = 6;
}

message TimeRange {
  int64 fromEpochMS = 1;
  int64 toEpochMS = 2;
}

message QueryDataResponse {
  map<string, DataResponse> responses = 1;
}

message DataResponse {
  repeated bytes frames = 1; // Arrow IPC files
  string error = 2;
  bytes jsonMeta = 3;
  int32 status = 4; // as in HTTP
  string errorSource = 5; // plugin or downstream
}

service Resource {
  rpc CallResource(CallResourceRequest) returns (stream CallResourceResponse);
}

message CallResourceRequest {
  PluginContext pluginContext = 1;
  string path = 2;
  string method = 3;
  string url = 4;
  map<string, StringList> headers = 5;
  bytes body = 6;
}

message StringList {
  repeated string values = 1;
}

message CallResourceResponse {
  int32 code = 1; // as in HTTP
  map<string, StringList> headers = 2;
  bytes body = 3;
}

service Diagnostics {
  rpc CheckHealth(CheckHealthRequest) returns (CheckHealthResponse);
  rpc CollectMetrics(CollectMetricsRequest) returns (CollectMetricsResponse);
}

message CheckHealthRequest {
  PluginContext pluginContext = 1;
  map<string, string> headers = 2;
}

message CheckHealthResponse {
  enum HealthStatus {
    UNKNOWN = 0;
    OK = 1;
    ERROR = 2;
  }
  HealthStatus status = 1;
  string message = 2;
  bytes jsonDetails = 3;
}

message CollectMetricsRequest {
  PluginContext pluginContext = 1;
}

message CollectMetricsResponse {
  message Payload {
    bytes prometheus = 1;
  }
  Payload metrics = 1;
}

service Stream {
  rpc SubscribeStream(StreamRequest) returns (StreamResponse);
  rpc RunStream(StreamRequest) returns (stream StreamPacket);
  rpc PublishStream(StreamRequest) returns (StreamResponse);
}

// The three calls have a message each in the protocol, with the same fields.
message StreamRequest {
  PluginContext pluginContext = 1;
  string path = 2;
  bytes data = 3;
  map<string, string> headers = 4;
}

message StreamResponse {
  enum Status {
    OK = 0;
    NOT_FOUND = 1;
    PERMISSION_DENIED = 2;
  }
  Status status = 1;
  bytes data = 2;
}

message StreamPacket {
  bytes data = 1; // data frame JSON
}
`;

export const HEALTH_PROTO = `
syntax = "proto3";
package grpc.health.v1;

service Health {
  rpc Check(HealthCheckRequest) returns (HealthCheckResponse);
}

message HealthCheckRequest {
  string service = 1;
}

message HealthCheckResponse {
  enum ServingStatus {
    UNKNOWN = 0;
    SERVING = 1;
    NOT_SERVING = 2;
  }
  ServingStatus status = 1;
}
`;
