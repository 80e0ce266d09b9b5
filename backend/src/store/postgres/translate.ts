/** Errors of the driver as the errors of the port. */
import { ObservatoryError } from '../../record/errors';
import { DatabaseError } from '../engine';
import { unavailable } from '../failures';

const RETRY_AFTER_SECONDS = 2;

/**
 * SQLSTATEs that say the server, not the statement, is the trouble: connections (08), shutting down or starting up
 * (57P01 … 57P05), too many connections.
 */
const SERVER_AWAY = /^(08...|57P0[1-5]|53300)$/;

/** SQLSTATE of a statement that was cancelled, by us or by statement_timeout. */
export const QUERY_CANCELED = '57014';

/** @param step index of the step that failed */
export function translate(error: unknown, step: number): Error {
  if (error instanceof ObservatoryError || error instanceof DatabaseError) return error;
  if (!(error instanceof Error)) return unavailable(String(error), RETRY_AFTER_SECONDS);
  const field = (name: string): string | undefined => {
    const value: unknown = Reflect.get(error, name);
    return typeof value === 'string' ? value : undefined;
  };
  const code = field('code');
  // A refusal of the server has a severity; system errors (ECONNREFUSED …) and the driver's own have none.
  if (code === undefined || field('severity') === undefined || SERVER_AWAY.test(code)) {
    return unavailable(`The database server is away: ${error.message}`, RETRY_AFTER_SECONDS, error);
  }
  const position = Number(field('position'));
  return new DatabaseError({
    message: error.message,
    code,
    detail: field('detail'),
    hint: field('hint'),
    position: position > 0 ? position : undefined,
    constraint: field('constraint'),
    step,
  });
}
