/** What the stand-in charges: one line for each request it answered. Failed requests cost nothing. */
import { PRICES } from './prices';

export interface BillLine {
  provider: 'openai' | 'anthropic';
  model: string;
  /** All input, cached included. */
  inputTokens: number;
  cacheReadTokens: number;
  cacheWriteTokens: number;
  /** All output, reasoning included. */
  outputTokens: number;
  costPicos: bigint;
}

export interface Bill {
  charge(line: Omit<BillLine, 'costPicos'>): void;
  fail(status: number): void;
  readonly lines: readonly BillLine[];
  /** Requests refused, by HTTP status. */
  readonly failures: ReadonlyMap<number, number>;
}

export function createBill(): Bill {
  const lines: BillLine[] = [];
  const failures = new Map<number, number>();
  return {
    lines,
    failures,
    charge: (line) => void lines.push({ ...line, costPicos: costOf(line) }),
    fail: (status) => void failures.set(status, (failures.get(status) ?? 0) + 1),
  };
}

function costOf(line: Omit<BillLine, 'costPicos'>): bigint {
  const prices = PRICES[line.model];
  if (!prices) throw new Error(`the stand-in has no price for ${line.model}`);
  const fresh = line.inputTokens - line.cacheReadTokens - line.cacheWriteTokens;
  return (
    BigInt(fresh) * BigInt(prices.input) +
    BigInt(line.cacheReadTokens) * BigInt(prices.cacheRead) +
    BigInt(line.cacheWriteTokens) * BigInt(prices.cacheWrite) +
    BigInt(line.outputTokens) * BigInt(prices.output)
  );
}
