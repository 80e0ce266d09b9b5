/**
 * How scores are carried, one row a convention. A row says where a score stands, what its parts are called, and what it
 * judges. Names are those of the specification or of the sender's own source.
 * Not here: OpenLIT names `gen_ai.eval.*` but puts them on no span; Langfuse, LangSmith and MLflow take feedback by their
 * own APIs only, it never is in telemetry.
 */
import type { ScoreTarget } from '../../record/score';

/** Parts of a score. `value` may be a number, a text of one, a boolean (a verdict) or a text (a label). */
export type ScorePart =
  | 'name' | 'value' | 'label' | 'explanation' | 'annotator' | 'passed' | 'errorType' | 'identifier' | 'details'
  | 'responseId' | 'sessionId' | 'traceId' | 'spanId'; // prettier-ignore

/** Names of the parts, the first one sent counts. */
export type ScoreNames = Partial<Record<ScorePart, readonly string[]>>;

interface Common {
  /** Stored in `scores.source`; never renamed. */
  id: string;
  reference: string;
  target: ScoreTarget;
  names: ScoreNames;
}

/** An event of this name, on a span or as a log record, is one score. */
export interface EventSource extends Common {
  carrier: 'event';
  event: string;
}

/** Attributes `<list>.<n>.<item>.<part>` of a span. */
export interface ListSource extends Common {
  carrier: 'list';
  list: string;
  item: string;
}

/** A span with the attribute `mark` is one score. */
export interface SpanSource extends Common {
  carrier: 'span';
  mark: string;
  /** It judges the span above it. */
  ofParent?: true;
  /** The value stands in an attribute that has the score's name. */
  valueByName?: true;
}

/** JSON objects `{name: {part: …}}` in attributes of the spans of a scope. */
export interface MapSource extends Common {
  carrier: 'map';
  scope: string;
  keys: readonly string[];
}

export type ScoreSource = EventSource | ListSource | SpanSource | MapSource;

const FEEDBACK: ScoreNames = {
  name: ['name'],
  value: ['score'],
  label: ['label'],
  explanation: ['explanation'],
  annotator: ['annotator_kind'],
  identifier: ['identifier'],
  details: ['metadata'],
};

/** Two words for one thing, for spans, traces and sessions each. */
const openInference = (['span', 'trace', 'session'] as const).flatMap((target) =>
  (['evaluation', 'annotation'] as const).map((item): ListSource => ({
    id: 'openinference',
    reference: 'https://github.com/Arize-ai/openinference/blob/main/spec/annotations.md',
    carrier: 'list',
    list: target === 'span' ? `${item}s` : `${target}.${item}s`,
    item,
    target,
    names: FEEDBACK,
  })),
);

export const SCORE_SOURCES: readonly ScoreSource[] = [
  {
    id: 'otel_genai',
    reference: 'https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-events/',
    carrier: 'event',
    event: 'gen_ai.evaluation.result',
    target: 'span',
    names: {
      name: ['gen_ai.evaluation.name'],
      value: ['gen_ai.evaluation.score.value'],
      label: ['gen_ai.evaluation.score.label'],
      explanation: ['gen_ai.evaluation.explanation'],
      errorType: ['error.type'],
      responseId: ['gen_ai.response.id'],
      sessionId: ['gen_ai.conversation.id', 'session.id'],
    },
  },
  ...openInference,
  {
    id: 'logfire',
    reference: 'https://pydantic.dev/docs/logfire/',
    carrier: 'span',
    mark: 'logfire.feedback.name',
    ofParent: true,
    valueByName: true,
    target: 'span',
    names: { name: ['logfire.feedback.name'], explanation: ['logfire.feedback.comment'] },
  },
  {
    id: 'pydantic_evals',
    reference: 'https://ai.pydantic.dev/evals/',
    carrier: 'map',
    scope: 'pydantic-evals',
    keys: ['assertions', 'scores', 'labels'],
    target: 'trace',
    names: { value: ['value'], explanation: ['reason'] },
  },
  {
    id: 'voltagent',
    reference: 'https://voltagent.dev/docs/evals/live-evals/',
    carrier: 'span',
    mark: 'eval.scorer.id',
    target: 'span',
    names: {
      name: ['eval.scorer.name', 'eval.scorer.id'],
      value: ['eval.scorer.score'],
      passed: ['eval.scorer.threshold_passed'],
      traceId: ['eval.trace.id'],
      spanId: ['eval.source.span_id'],
    },
  },
];

/** The first attribute of each source that a span carries: known to the reader, so that other spans cost nothing. */
export const SCORE_MARKS: readonly string[] = SCORE_SOURCES.flatMap((source) =>
  source.carrier === 'list'
    ? [`${source.list}.0.${source.item}.name`]
    : source.carrier === 'span'
      ? [source.mark]
      : [],
);
