/** The answer of the health check in the form of Grafana's Save & test. Pure. */
import type { TestDataSourceResponse } from '@grafana/data';

export interface HealthAnswer {
  status: string;
  message: string;
  details?: Record<string, unknown>;
}

/** `overGrpc`: Grafana's server speaks gRPC with the backend; otherwise it asks the URL of the data source. */
const noAnswer = (overGrpc: boolean): HealthAnswer => ({
  status: 'ERROR',
  message: `The LLM Observatory backend does not answer. Is it running, and ${
    overGrpc ? 'does Grafana know its gRPC address' : 'can Grafana’s server reach its URL'
  }?`,
});

/** Grafana itself says only this when the backend is away. */
const BARE = /^(plugin (health check failed|unavailable)|bad gateway)$/i;

/** @throws {TestDataSourceResponse} when the backend is not well: Grafana shows what is thrown in red. */
export function testResult(answer: HealthAnswer | undefined, overGrpc = true): TestDataSourceResponse {
  const { status, message, details } = !answer || BARE.test(answer.message) ? noAnswer(overGrpc) : answer;
  if (status === 'OK') return { status: 'success', message, details };
  throw { status: 'error', message, error: { message, details: { ...details, message } } };
}
