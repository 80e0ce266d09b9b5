/** Every dialect, in the order in which a span is asked: the more telling mark comes first. */
import type { Dialect } from './dialect';
import { openinference } from './openinference';
import { otel } from './otel';
import { seed } from './seed';

export const DIALECTS: readonly Dialect[] = [openinference, seed, otel];

/**
 * The order in which a span borrows names that its own dialect lacks: the standard first, then the registry.
 * One order for all, so that the same attributes give the same record whoever sent them.
 */
export const BORROW_ORDER: readonly Dialect[] = [otel, ...DIALECTS.filter((dialect) => dialect !== otel)];
