import { understand } from './understand';
import type { LlmDataQuery } from './query';

/** False for a query that is hidden or not written yet: Grafana leaves it out. */
export function isRunnable(stored: LlmDataQuery): boolean {
  if (stored.hide) return false;
  const { kind, full } = understand(stored);
  return kind.complete?.(full) ?? true;
}
