/** What the application says a call cost, in pico-dollars. */
import type { AttributesView } from '../decode/view';
import type { CallClaim } from '../record/call';
import { picos, usdToPicos, type Picos } from '../record/money';
import { readNumber } from './readField';
import type { CompiledDialect } from './slots';

/** No call costs more; instrumentations have written token counts into cost attributes. */
const MAX_USD = 1000;

export function reportedCostOf(
  attributes: AttributesView,
  { sources, dialect }: CompiledDialect,
): CallClaim['reportedCost'] {
  const input = amount(readNumber(attributes, sources.costInput));
  const output = amount(readNumber(attributes, sources.costOutput));
  const parts = input !== undefined && output !== undefined ? picos(input + output) : undefined;
  const total = amount(readNumber(attributes, sources.costTotal)) ?? parts;
  if (total === undefined || (total === 0n && dialect.zeroCostIsUnknown === true)) return null;
  return { total, input, output };
}

function amount(usd: number | null): Picos | undefined {
  return usd === null || usd < 0 || usd > MAX_USD ? undefined : usdToPicos(usd);
}
