/** The one query path: every panel, alert rule, REST call and export comes through here. */
import { readQuery, type Frame, type LlmQuery, type TagOption } from '@llmobservatory/model';
import type { Caller } from '../access/caller';
import { ObservatoryError } from '../record/errors';
import { ANSWERS } from './answers';
import { readFacts, type BackendFacts } from './facts';
import type { QueryContext, QueryDeps, Session } from './session';
import { createReaderSchemas } from './sql/readerSchema';
import { tagKeys, tagValues, type TagQuestion, type ValuesQuestion } from './tags';

export interface Queries {
  /**
   * Answers one LlmQuery as it was sent, defaults not filled in.
   * @throws ObservatoryError QUERY_INVALID, QUERY_RANGE (caller), and what the query type's plan throws
   */
  run(raw: unknown, context: QueryContext): Promise<Frame[]>;
  tagKeys(question: TagQuestion): Promise<TagOption[]>;
  /** @throws ObservatoryError FILTER_KEY_UNKNOWN and its kin (caller) */
  tagValues(question: ValuesQuestion): Promise<TagOption[]>;
  facts(question: { caller: Caller; signal: AbortSignal }): Promise<BackendFacts>;
}

/** For probes, which have no key. */
export interface Readiness {
  /** Resolves when the database answers. @throws ObservatoryError DATABASE_UNAVAILABLE and the like */
  ready(signal: AbortSignal): Promise<void>;
}

export function createQueries(deps: QueryDeps): Queries & Readiness {
  const readerSchemaOf = createReaderSchemas(deps.engine);
  return {
    tagKeys: (question) => tagKeys(deps, question),
    tagValues: (question) => tagValues(deps, question),
    async ready(signal) {
      await deps.engine.run([{ sql: 'SELECT 1' }], {
        lane: 'panel',
        readOnly: true,
        signal,
        timeoutMs: READY_MS,
      });
    },
    facts: (question) => readFacts(deps, question),
    async run(raw, context) {
      checkRange(context);
      const read = readQuery(raw);
      if ('problem' in read)
        throw new ObservatoryError('caller', 'QUERY_INVALID', `Bad query: ${read.problem}.`);
      const { query } = read;
      const session: Session = { ...deps, readerSchemaOf, context, refId: query.refId };
      const run = ANSWERS[query.queryType] as (query: LlmQuery, session: Session) => Promise<Frame[]>;
      const frames = await run(query, session);
      // An alert reads numbers; a text beside them has nobody to read it.
      return context.fromAlert ? frames.map(withoutNotices) : frames;
    },
  };
}

const withoutNotices = (frame: Frame): Frame => ({ ...frame, meta: { ...frame.meta, notices: undefined } });

/** A probe that waits longer than this would be given up by whoever asks. */
const READY_MS = 5000;

/** Years that a timestamptz and a chunk can hold without surprise. */
const EARLIEST = Date.UTC(1970, 0, 1);
const LATEST = Date.UTC(2200, 0, 1);

function checkRange({ from, to, intervalMs, maxDataPoints }: QueryContext): void {
  const [start, end] = [from.getTime(), to.getTime()];
  if (!(start < end && start >= EARLIEST && end <= LATEST)) {
    throw new ObservatoryError(
      'caller',
      'QUERY_RANGE',
      `The range ${shown(from)} to ${shown(to)} can't be queried: "from" must be before "to", both between 1970 and 2200.`,
    );
  }
  if (!(intervalMs > 0 && maxDataPoints >= 1)) {
    throw new ObservatoryError(
      'caller',
      'QUERY_RANGE',
      `intervalMs ${intervalMs} and maxDataPoints ${maxDataPoints} can't be used: both must be above 0.`,
    );
  }
}

const shown = (time: Date): string => (Number.isNaN(time.getTime()) ? 'invalid time' : time.toISOString());
