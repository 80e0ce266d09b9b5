/** A claim as `calls.claim` holds it: the fields of CallClaim, whole numbers beyond 2^53 as text. */
import type { CallClaim } from '../record/call';
import { picos, type Picos } from '../record/money';

export function claimToJson(claim: CallClaim): string {
  return JSON.stringify(claim, (_key, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
}

type Stored = Omit<CallClaim, 'startUnixNano' | 'durationNano' | 'reportedCost'> & {
  startUnixNano: string;
  durationNano: string;
  reportedCost: { total: string; input?: string; output?: string } | null;
};

export function claimFromJson(json: string): CallClaim {
  const { startUnixNano, durationNano, reportedCost, ...rest } = JSON.parse(json) as Stored;
  return {
    ...rest,
    startUnixNano: BigInt(startUnixNano),
    durationNano: BigInt(durationNano),
    reportedCost: reportedCost && {
      total: money(reportedCost.total),
      ...(reportedCost.input !== undefined && { input: money(reportedCost.input) }),
      ...(reportedCost.output !== undefined && { output: money(reportedCost.output) }),
    },
  };
}

const money = (text: string): Picos => picos(BigInt(text));
