/** The errors of a run that both engines share, so that their texts are the same. */
import { ObservatoryError } from '../record/errors';
import type { RunOptions } from './engine';

export const unavailable = (message: string, retryAfterSeconds: number, cause?: unknown) =>
  new ObservatoryError('unavailable', 'DATABASE_UNAVAILABLE', message, { retryAfterSeconds, cause });

export const cancelled = () =>
  new ObservatoryError('cancelled', 'CANCELLED', 'The caller went away before the answer.');

export const queryTimeout = (timeoutMs: number) =>
  new ObservatoryError(
    'timeout',
    'QUERY_TIMEOUT',
    `The database did not answer within ${timeoutMs / 1000} s, and was stopped. Ask for a shorter time range or fewer groups, or raise OBSERVATORY_QUERY_TIMEOUT.`,
  );

export const limitPassed = (
  code: 'ROW_LIMIT' | 'BYTE_LIMIT',
  { maxRows, maxBytes }: Pick<RunOptions, 'maxRows' | 'maxBytes'>,
) =>
  new ObservatoryError(
    'too_large',
    code,
    code === 'ROW_LIMIT'
      ? `The answer has more than ${maxRows} rows. Add LIMIT, group, or ask for a shorter time range.`
      : `The answer has more than ${maxBytes} bytes. Select fewer columns or rows.`,
  );

export const readerUnavailable = (why: string) =>
  new ObservatoryError(
    'unavailable',
    'READER_UNAVAILABLE',
    `Raw SQL runs with a login role that owns nothing, and there is none: ${why}. Give the backend's role CREATEROLE, or make a role and set OBSERVATORY_DATABASE_READER_URL. Queries of the query builder work without it.`,
  );
