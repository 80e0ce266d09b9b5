/**
 * What Grafana is told when something fails. Always inside an answer: a failed gRPC call would hide the text behind
 * "An error occurred within the plugin", and take the other queries of the panel along.
 */
import { ObservatoryError, type Fault } from '../record/errors';
import type { ErrorSource } from './proto/messages';

export interface Failure {
  /** As in HTTP. */
  status: number;
  /** Code and text, so that a person finds the heading in docs/troubleshooting.md. */
  text: string;
  /** Whose fault, as Grafana counts it in its own service levels. */
  source: ErrorSource;
}

const STATUS: Record<Fault, number> = {
  caller: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  too_large: 413,
  unsupported: 415,
  busy: 429,
  unavailable: 503,
  timeout: 504,
  cancelled: 499,
  internal: 500,
};

export function failureOf(error: unknown): Failure {
  if (!(error instanceof ObservatoryError)) {
    return {
      status: 500,
      text: 'INTERNAL_ERROR: The backend failed in a way it does not know. Its log has the details.',
      source: 'plugin',
    };
  }
  return {
    status: STATUS[error.fault],
    text: `${error.code}: ${error.message}`,
    source: error.fault === 'internal' ? 'plugin' : 'downstream',
  };
}
