/** The answer of the health check in the form of Grafana's Save & test. Pure. */
import type { TestDataSourceResponse } from '@grafana/data';

export interface HealthAnswer {
  status: string;
  message: string;
  details?: Record<string, unknown>;
}

const NO_ANSWER: HealthAnswer = {
  status: 'ERROR',
  message:
    'The LLM Observatory backend does not answer. Is it running, and does Grafana know its gRPC address?',
};

/** Grafana itself says only this when the backend is away. */
const BARE = /^plugin (health check failed|unavailable)$/i;

/** @throws {TestDataSourceResponse} when the backend is not well: Grafana shows what is thrown in red. */
export function testResult(answer: HealthAnswer | undefined): TestDataSourceResponse {
  const { status, message, details } = !answer || BARE.test(answer.message) ? NO_ANSWER : answer;
  if (status === 'OK') return { status: 'success', message, details };
  throw { status: 'error', message, error: { message, details: { ...details, message } } };
}
