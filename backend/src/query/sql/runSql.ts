/** Raw SQL: macros, the four gates, then rows as they are. */
import type { Frame, SqlQuery } from '@llmobservatory/model';
import { ObservatoryError } from '../../record/errors';
import { DatabaseError, type StepResult } from '../../store/engine';
import { decodeAhead } from '../decode';
import { sqlFrames } from '../frames/sql';
import { stepSeconds } from '../plan/step';
import { answered, type Session } from '../session';
import { passGate } from './gate';
import { expandMacros } from './macros';
import type { MappedText } from './mappedText';
import { serverOffset, typedPosition } from './position';
import { enterReaderSchema } from './readerSchema';
import { refusal } from './refuse';

/** A browser can hold no more; the row limit alone would let 100 000 long texts through. */
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * @throws ObservatoryError SQL_ROW_LIMIT, SQL_BYTE_LIMIT (too_large), SQL_REFUSED (caller: what the database says about
 *         the query), and what macros and gate throw
 */
export async function runSql(query: SqlQuery, session: Session): Promise<Frame[]> {
  const { context, settings, engine, readerSchemaOf } = session;
  const reader = await readerSchemaOf(context.caller.projects);
  // The width that a metrics query would take: what stands beside it in a panel has the same buckets.
  const intervalMs = stepSeconds(context) * 1000;
  const sql = await passGate(expandMacros(query.rawSql, { ...context, intervalMs }), reader.extensionSchema);
  const started = performance.now();
  const results = await engine
    .run([...enterReaderSchema(reader), { sql: sql.text }], {
      lane: 'panel',
      readOnly: true,
      asReader: true,
      signal: context.signal,
      timeoutMs: settings.queryTimeoutSeconds * 1000,
      maxRows: settings.maxQueryRows,
      maxBytes: MAX_BYTES,
    })
    .catch((error: unknown) => {
      throw forPerson(error, sql, settings.maxQueryRows);
    });
  const result = results.at(-1) as StepResult;
  await decodeAhead([result]);
  const statement = { sql: sql.text, params: [] };
  return sqlFrames(
    query,
    result,
    answered(session, statement, { results: [result], ms: performance.now() - started }),
    context.fromAlert ?? false,
  );
}

function forPerson(error: unknown, sql: MappedText, maxRows: number): unknown {
  if (error instanceof DatabaseError) {
    const place = error.position === undefined ? undefined : typedPosition(sql, serverOffset(error.position));
    const hint = error.hint ? ` ${error.hint}` : '';
    return refusal('SQL_REFUSED', `${error.message}.${hint}`, place, error);
  }
  if (!(error instanceof ObservatoryError)) return error;
  if (error.code === 'ROW_LIMIT') {
    return new ObservatoryError(
      'too_large',
      'SQL_ROW_LIMIT',
      `The query gives more than ${maxRows} rows. Add a LIMIT, a narrower time filter, or group the rows; OBSERVATORY_MAX_QUERY_ROWS sets the limit.`,
      { cause: error },
    );
  }
  if (error.code === 'BYTE_LIMIT') {
    return new ObservatoryError(
      'too_large',
      'SQL_BYTE_LIMIT',
      `The query gives more than ${MAX_BYTES / 1024 / 1024} MiB. Select fewer columns or rows: messages and attributes are large.`,
      { cause: error },
    );
  }
  return error;
}
