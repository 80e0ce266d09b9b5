import type { Conversation, LlmSpan } from '@llmobservatory/model';
import { describe, expect, it } from 'vitest';
import type { SpanRow } from '../plan/trace';
import { traceFrames } from './trace';

const SPAN: SpanRow = {
  project: 'p', span_id: '0000000000000001', parent_span_id: null, start_unix_nano: 0, duration_nano: 0, name: 'chat', kind: 'client',
  status: 'unset', status_message: null, trace_state: null, resource_id: 1, service_name: null, scope_name: null,
  scope_version: null, dialect: 'otel_genai', operation: 'chat', provider: null, model_name: null, agent_name: null,
  tool_name: null, session_id: null, user_id: null, attributes: {}, links: null, content_state: 'not_captured',
}; // prettier-ignore
const SAID: Conversation = {
  system: [],
  input: [{ role: 'user', parts: [{ type: 'text', content: 'hi' }] }],
  output: [],
  toolDefinitions: [],
};

function llmOf(content_state: SpanRow['content_state'], messages?: Conversation): LlmSpan {
  const span = { ...SPAN, content_state };
  const answered = {
    refId: 'A', statement: { sql: '', params: [] }, rows: 1, ms: 0, source: 'raw' as const, sourceReason: '', settledUntil: null,
  }; // prettier-ignore
  const parts = { span, resource: {}, countedBySpanId: null, events: [], logs: [], scores: [], messages };
  const [frame] = traceFrames('1'.repeat(32), [parts], answered);
  return frame!.fields.find(({ name }) => name === 'llm')!.values[0] as LlmSpan;
}

describe('what is said of the content of a span', () => {
  it('is that nothing was captured, unless its messages came as log records', () => {
    expect(llmOf('not_captured').contentState).toBe('not_captured');
    expect(llmOf('not_captured', SAID).contentState).toBe('present');
  });

  it('stays what the sender did to it: hidden and cut are no less so with messages', () => {
    expect(llmOf('redacted_at_source', SAID).contentState).toBe('redacted_at_source');
    expect(llmOf('truncated', SAID).contentState).toBe('truncated');
  });
});
