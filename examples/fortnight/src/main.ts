/**
 * Sends a fortnight of a web shop's telemetry, up to now, so that weeks can be compared with each other.
 *
 *   OTEL_EXPORTER_OTLP_ENDPOINT   where telemetry goes, as for any sender   (default http://127.0.0.1:4318)
 */
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { drawFrom } from './random';
import { assistant, mailDraft, reviewSummary, type Moment, type Service } from './shop';

const HOUR_MS = 3_600_000;
const HOURS = 14 * 24;
/** Requests an hour, by the hour of the day: people sleep, and eat. */
const DAY = [1, 1, 0, 0, 0, 1, 2, 4, 7, 10, 11, 10, 8, 10, 11, 10, 9, 8, 8, 9, 9, 7, 4, 2];
const NIGHTLY = 3;
const REVIEWS_A_NIGHT = 30;

const draw = drawFrom(2026);
const endMs = Date.now();
const providers = new Map<string, NodeTracerProvider>();
let requests = 0;

for (let hour = 0; hour < HOURS; hour++) {
  const hourMs = endMs - (HOURS - hour) * HOUR_MS;
  const progress = hour / HOURS;
  const at = new Date(hourMs);
  const weekend = at.getUTCDay() % 6 === 0;
  const usual = DAY[at.getUTCHours()]! * (weekend ? 0.6 : 1) * (0.85 + 0.3 * progress);
  const release = progress < 0.55 ? '2.3.0' : '2.4.0';
  play(Math.round(draw.around(usual)), 'shop-assistant', release, assistant);
  if (!weekend) play(Math.round(draw.around(usual / 5)), 'mail-drafts', '1.0.4', mailDraft);
  if (at.getUTCHours() === NIGHTLY) play(REVIEWS_A_NIGHT, 'review-summary', '0.9.1', reviewSummary);
  // What is not sent yet would fall out of the exporter's queue.
  await flush();
  if (hour % 48 === 47) console.log(`  ${(hour + 1) / 24} of ${HOURS / 24} days, ${requests} requests`);

  function play(count: number, service: Service, version: string, work: (moment: Moment) => void): void {
    const tracer = providerOf(service, version).getTracer('shop', version);
    for (let n = 0; n < count; n++) {
      // Whoever asks in the last minutes of an hour is answered in it: nothing lies in the future.
      work({ tracer, draw, progress, startMs: hourMs + draw.share() * 0.97 * HOUR_MS });
      requests += 1;
    }
  }
}
await Promise.all([...providers.values()].map((provider) => provider.shutdown()));
console.log(`Sent ${requests} requests of the last fortnight.`);

function providerOf(service: Service, version: string): NodeTracerProvider {
  const key = `${service} ${version}`;
  const known = providers.get(key);
  if (known) return known;
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({
      'service.name': service,
      'service.version': version,
      'deployment.environment.name': 'demo-shop',
    }),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter(), { maxQueueSize: 10_000 })],
  });
  providers.set(key, provider);
  return provider;
}

async function flush(): Promise<void> {
  await Promise.all([...providers.values()].map((provider) => provider.forceFlush()));
}
