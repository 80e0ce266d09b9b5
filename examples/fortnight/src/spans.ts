/** Spans in OpenTelemetry's conventions for generative AI, with times that lie in the past. */
import {
  context,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type Span,
  type Tracer,
} from '@opentelemetry/api';
import { EMBEDDINGS, type Model } from './models';
import type { Draw } from './random';

/** What all spans of a request share. */
export interface Request {
  tracer: Tracer;
  parent?: Span;
  attributes: Attributes;
}

export interface Asked {
  model: Model;
  input: number;
  cached: number;
  /** Length of the answer where the task sets it, not the model. */
  output?: number;
  prompt: string;
  promptVersion: string;
}

/** `work` is given the open span and the time, and returns the time when it is done: milliseconds since 1970. */
export function inSpan(
  { tracer, parent, attributes }: Request,
  name: string,
  own: Attributes,
  startMs: number,
  work: (span: Span) => number,
  kind = SpanKind.INTERNAL,
): number {
  const around = parent ? trace.setSpan(context.active(), parent) : context.active();
  const span = tracer.startSpan(
    name,
    { kind, startTime: startMs, attributes: { ...attributes, ...own } },
    around,
  );
  const endMs = work(span);
  span.end(endMs);
  return endMs;
}

/** One model call, streamed. Resolves to its end, and whether it was answered. */
export function chat(
  request: Request,
  draw: Draw,
  startMs: number,
  asked: Asked,
): { endMs: number; answered: boolean } {
  const { model, input, cached } = asked;
  const failed = draw.chance(model.failures);
  const output = failed ? 0 : Math.max(1, Math.round(draw.around(asked.output ?? model.outputTokens)));
  const firstMs = draw.around(model.firstTokenMs + input / 40);
  const tookMs = failed ? draw.around(400) : firstMs + output * model.perTokenMs * (0.75 + draw.share() / 2);
  const endMs = inSpan(
    request,
    `chat ${model.name}`,
    {
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': model.provider,
      'gen_ai.request.model': model.name,
      'gen_ai.prompt.name': asked.prompt,
      'gen_ai.prompt.version': asked.promptVersion,
      'gen_ai.request.stream': true,
    },
    startMs,
    (span) => {
      if (failed) fail(span, draw.weighted([[3, '429'], [2, '500'], [1, 'timeout']] as const)); // prettier-ignore
      else
        span.setAttributes({
          'gen_ai.response.model': model.name,
          'gen_ai.response.id': `resp-${span.spanContext().spanId}`,
          'gen_ai.response.finish_reasons': [draw.chance(0.015) ? 'length' : draw.chance(0.004) ? 'content_filter' : 'stop'],
          'gen_ai.response.time_to_first_chunk': firstMs / 1000,
          'gen_ai.usage.input_tokens': input,
          'gen_ai.usage.output_tokens': output,
          ...(cached > 0 ? { 'gen_ai.usage.cache_read.input_tokens': cached } : {}),
          ...(model.reasoning > 0 ? { 'gen_ai.usage.reasoning.output_tokens': Math.round(output * model.reasoning) } : {}),
        }); // prettier-ignore
      if (!failed && draw.chance(0.35)) judge(span, draw, model, startMs + tookMs);
      return startMs + tookMs;
    },
    SpanKind.CLIENT,
  );
  return { endMs, answered: !failed };
}

export const embed = (request: Request, draw: Draw, startMs: number, input: number): number =>
  inSpan(
    request,
    `embeddings ${EMBEDDINGS.name}`,
    {
      'gen_ai.operation.name': 'embeddings',
      'gen_ai.provider.name': EMBEDDINGS.provider,
      'gen_ai.request.model': EMBEDDINGS.name,
      'gen_ai.usage.input_tokens': input,
    },
    startMs,
    () => startMs + draw.around(EMBEDDINGS.tookMs),
    SpanKind.CLIENT,
  );

export const runTool = (request: Request, draw: Draw, startMs: number, tool: string): number =>
  inSpan(
    request,
    `execute_tool ${tool}`,
    { 'gen_ai.operation.name': 'execute_tool', 'gen_ai.tool.name': tool },
    startMs,
    (span) => {
      if (draw.chance(0.03)) fail(span, 'timeout');
      return startMs + draw.around(220);
    },
  );

/** A check after the fact gives a third of the answers a mark. */
function judge(span: Span, draw: Draw, { helpful }: Model, atMs: number): void {
  const score = Math.min(1, Math.max(0, helpful + (draw.share() - 0.5) * 0.5));
  span.addEvent(
    'gen_ai.evaluation.result',
    {
      'gen_ai.evaluation.name': 'helpful',
      'gen_ai.evaluation.score.value': Math.round(score * 100) / 100,
      'gen_ai.evaluation.score.label': score >= 0.6 ? 'pass' : 'fail',
    },
    atMs,
  );
}

function fail(span: Span, type: string): void {
  span.setAttribute('error.type', type);
  span.setStatus({ code: SpanStatusCode.ERROR });
}
