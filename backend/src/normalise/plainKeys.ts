/** Attributes that are read on every span and log, whatever its dialect. */
export const PLAIN_KEYS = {
  errorType: 'error.type',
  exceptionType: 'exception.type',
  httpStatusCode: 'http.response.status_code',
  oldHttpStatusCode: 'http.status_code',
  sessionId: 'session.id',
  userId: 'user.id',
  oldUserId: 'enduser.id',
  eventName: 'event.name',
  serviceName: 'service.name',
  serviceVersion: 'service.version',
  environment: 'deployment.environment.name',
  oldEnvironment: 'deployment.environment',
  outputMessages: 'gen_ai.output.messages',
} as const;

/** More calls in one answer are counted as this many: each needs a slot. */
const MAX_TOOL_CALLS = 32;

/** Tool calls of an indexed answer (OpenInference), counted without opening messages. */
export const TOOL_CALL_KEYS: readonly string[] = Array.from(
  { length: MAX_TOOL_CALLS },
  (_, i) => `llm.output_messages.0.message.tool_calls.${i}.tool_call.function.name`,
);
