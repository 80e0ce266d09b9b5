/** The OpenTelemetry set-up of a service, as any application would have it. Endpoint and headers come from OTEL_*. */
import { metrics, propagation, trace, type Context, type Span as ApiSpan } from '@opentelemetry/api';
import { logs } from '@opentelemetry/api-logs';
import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-proto';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-proto';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchLogRecordProcessor, LoggerProvider } from '@opentelemetry/sdk-logs';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BatchSpanProcessor, NodeTracerProvider, type SpanProcessor } from '@opentelemetry/sdk-trace-node';

/** Session and user travel between the services as baggage, and stand on every span. */
const CARRIED = ['session.id', 'user.id'];

const baggageToAttributes: SpanProcessor = {
  onStart(span: ApiSpan, context: Context) {
    for (const [key, { value }] of propagation.getBaggage(context)?.getAllEntries() ?? []) {
      if (CARRIED.includes(key)) span.setAttribute(key, value);
    }
  },
  onEnd: () => undefined,
  forceFlush: async () => undefined,
  shutdown: async () => undefined,
};

export interface Telemetry {
  tracer: ReturnType<typeof trace.getTracer>;
  provider: NodeTracerProvider;
  /** Sends what is left; afterwards nothing is recorded any more. */
  shutdown(): Promise<void>;
}

export function startTelemetry(serviceName: string): Telemetry {
  const resource = resourceFromAttributes({
    'service.name': serviceName,
    'service.version': process.env.DESK_RELEASE ?? '1.4.0',
    'deployment.environment.name': process.env.DESK_ENVIRONMENT ?? 'demo',
  });
  const provider = new NodeTracerProvider({
    resource,
    spanProcessors: [
      baggageToAttributes,
      new BatchSpanProcessor(new OTLPTraceExporter(), { scheduledDelayMillis: 500 }),
    ],
  });
  provider.register();
  const logger = new LoggerProvider({
    resource,
    processors: [new BatchLogRecordProcessor({ exporter: new OTLPLogExporter(), scheduledDelayMillis: 500 })],
  });
  logs.setGlobalLoggerProvider(logger);
  const reader = new PeriodicExportingMetricReader({
    exporter: new OTLPMetricExporter(),
    exportIntervalMillis: 5_000,
  });
  const meters = new MeterProvider({ resource, readers: [reader] });
  metrics.setGlobalMeterProvider(meters);
  return {
    tracer: trace.getTracer('support-desk'),
    provider,
    async shutdown() {
      await provider.shutdown();
      await logger.shutdown();
      await meters.shutdown();
    },
  };
}
