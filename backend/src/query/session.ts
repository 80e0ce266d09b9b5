/** What one query runs with: the caller's projects, range and patience, and the way to the database. */
import type { PriceBook } from '../account/prices/priceBook';
import type { Caller } from '../access/caller';
import { ObservatoryError } from '../record/errors';
import { DatabaseError, type Engine, type StepResult } from '../store/engine';
import type { ConversationOf } from './content';
import { decodeAhead } from './decode';
import type { Answered } from './frames/answer';
import type { Statement } from './plan/statement';
import type { ReaderSchema } from './sql/readerSchema';

export interface QueryContext {
  caller: Caller;
  /** Inclusive. */
  from: Date;
  /** Exclusive. */
  to: Date;
  /** Time that one pixel of the panel stands for. */
  intervalMs: number;
  /** Points a series may have, at most. */
  maxDataPoints: number;
  /** Aborted when the caller goes away. */
  signal: AbortSignal;
  /** From an alert rule: numbers only, in a form that alert expressions read. */
  fromAlert?: boolean;
}

export interface QueryDeps {
  engine: Engine;
  settings: { queryTimeoutSeconds: number; maxQueryRows: number };
  /** Of the backend. */
  version: string;
  now: () => Date;
  /** Calls before this time are settled; null: everything is. */
  settledUntil: () => Date | null;
  conversationOf: ConversationOf;
  /** What the models cost now: for what-if only, costs of calls are stored. */
  prices: PriceBook;
}

export interface Session extends QueryDeps {
  /** Gate 2 of raw SQL. */
  readerSchemaOf: (projects: readonly string[]) => Promise<ReaderSchema>;
  context: QueryContext;
  refId: string;
}

/** The planner bounds its statements itself; this many rows would be its fault, and too much for a browser. */
const MAX_PLANNED_ROWS = 500_000;

export interface Selected {
  results: StepResult[];
  ms: number;
}

/**
 * Runs the planner's own statements, in one read-only transaction.
 * @throws ObservatoryError REGEX_INVALID (caller), QUERY_FAILED (internal), and what the engine throws
 */
export async function select(session: Session, statements: readonly Statement[]): Promise<Selected> {
  const started = performance.now();
  try {
    const results = await session.engine.run(statements, {
      lane: 'panel',
      readOnly: true,
      signal: session.context.signal,
      timeoutMs: session.settings.queryTimeoutSeconds * 1000,
      maxRows: MAX_PLANNED_ROWS,
    });
    await decodeAhead(results);
    return { results, ms: performance.now() - started };
  } catch (error) {
    throw error instanceof DatabaseError ? fromDatabase(error) : error;
  }
}

const INVALID_REGEX = '2201B';

function fromDatabase(error: DatabaseError): ObservatoryError {
  if (error.code === INVALID_REGEX) {
    return new ObservatoryError(
      'caller',
      'REGEX_INVALID',
      `A filter has a regular expression that PostgreSQL can't read: ${error.message.replace(/^invalid regular expression: /, '')}. Use "contains" to search for plain text.`,
      { cause: error },
    );
  }
  return new ObservatoryError(
    'internal',
    'QUERY_FAILED',
    `The database refused a query that the planner made (${error.code}: ${error.message}). This is a fault of LLM Observatory: please report it with the query.`,
    { cause: error },
  );
}

const RAW = { source: 'raw', sourceReason: 'Read row by row.' } as const;

/** What `frames/answer` writes into the meta of a frame. */
export function answered(
  session: Session,
  statement: Statement,
  { results, ms }: Selected,
  { source, sourceReason }: Pick<Answered, 'source' | 'sourceReason'> = RAW,
): Answered {
  return {
    refId: session.refId,
    statement,
    rows: results.reduce((sum, result) => sum + result.rows.length, 0),
    ms,
    source,
    sourceReason,
    settledUntil: session.settledUntil(),
  };
}
