/** A port that can't be had is the commonest failure of a first start: say which, and how to take another. */
import { ObservatoryError } from '../record/errors';

export function portUnavailable(
  what: string,
  setting: string,
  host: string,
  port: number,
  cause: unknown,
): ObservatoryError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new ObservatoryError(
    'unavailable',
    'PORT_UNAVAILABLE',
    `${what} can't listen on ${host}:${port}: ${reason}. Another collector may run there; stop it, or set ${setting} to a free port.`,
    { cause },
  );
}
