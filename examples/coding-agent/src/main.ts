/**
 * Sends the morning as log events in the form of Claude Code 2: https://code.claude.com/docs/en/monitoring-usage
 *
 *   OTEL_EXPORTER_OTLP_ENDPOINT   where telemetry goes, as for any sender   (default http://127.0.0.1:4318)
 */
import type { LogAttributes } from '@opentelemetry/api-logs';
import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchLogRecordProcessor, LoggerProvider } from '@opentelemetry/sdk-logs';
import { createHash } from 'node:crypto';
import { MORNING, type Session, type Step } from './morning';

const VERSION = '2.1.223';
const START_MS = Date.now() - 6 * 3_600_000;
/** A person thinks before the next prompt. */
const PAUSE_MS = 90_000;

const provider = new LoggerProvider({
  resource: resourceFromAttributes({
    'service.name': 'claude-code',
    'service.version': VERSION,
    'deployment.environment.name': 'demo-coding-agents',
  }),
  processors: [new BatchLogRecordProcessor({ exporter: new OTLPLogExporter() })],
});
const logger = provider.getLogger('com.anthropic.claude_code.events', VERSION);

let events = 0;
for (const session of MORNING) play(session);
await provider.shutdown();
console.log(`Sent ${events} events of ${MORNING.length} coding sessions, of the last six hours.`);

function play(session: Session): void {
  const common: LogAttributes = {
    'user.id': createHash('sha256').update(session.user).digest('hex'),
    'user.email': `${session.user}@example.com`,
    'session.id': session.id,
    'terminal.type': 'vscode',
  };
  let atMs = START_MS + session.startMinute * 60_000;
  session.prompts.forEach((prompt, index) => {
    const promptId = `${session.id.slice(0, -2)}${String(index).padStart(2, '0')}`;
    emit(common, atMs, 'user_prompt', {
      'prompt.id': promptId,
      prompt_length: prompt.length,
      prompt: '<REDACTED>',
    });
    prompt.steps.forEach((step, place) => {
      atMs += 'seconds' in step ? step.seconds * 1000 : 200;
      const { name, attributes } = eventOf(step, `${promptId}-${place}`);
      emit(common, atMs, name, { 'prompt.id': promptId, ...attributes });
    });
    atMs += PAUSE_MS;
  });
}

function eventOf(step: Step, id: string): { name: string; attributes: LogAttributes } {
  switch (step.kind) {
    case 'request':
      return {
        name: 'api_request',
        attributes: {
          model: step.model,
          request_id: `req_${createHash('sha256').update(id).digest('hex').slice(0, 24)}`,
          input_tokens: step.input,
          output_tokens: step.output,
          cache_read_tokens: step.cacheRead,
          cache_creation_tokens: step.cacheWrite,
          cost_usd: step.usd,
          duration_ms: step.seconds * 1000,
        },
      };
    case 'overloaded':
      return {
        name: 'api_error',
        attributes: {
          model: step.model,
          error: 'Overloaded',
          status_code: '529',
          duration_ms: step.seconds * 1000,
          attempt: 1,
        },
      };
    case 'tool':
      return {
        name: 'tool_result',
        attributes: { tool_name: step.name, success: String(step.success), duration_ms: step.seconds * 1000 },
      };
    case 'refused':
      return {
        name: 'tool_decision',
        attributes: { tool_name: step.name, decision: 'reject', source: 'user_reject' },
      };
  }
}

function emit(common: LogAttributes, atMs: number, name: string, attributes: LogAttributes): void {
  events += 1;
  logger.emit({
    timestamp: atMs,
    observedTimestamp: atMs,
    severityNumber: 9,
    severityText: 'INFO',
    body: `claude_code.${name}`,
    attributes: {
      ...common,
      'event.name': name,
      'event.timestamp': new Date(atMs).toISOString(),
      ...attributes,
    },
  });
}
