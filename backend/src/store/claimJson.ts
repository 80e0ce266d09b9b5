/** A claim as `calls.claim` holds it: the fields of CallClaim, whole numbers beyond 2^53 as text. */
import type { CallClaim } from '../record/call';
import { picos, type Picos } from '../record/money';

export function claimToJson(claim: CallClaim): string {
  const { reportedCost } = claim;
  // Not by a replacer of JSON.stringify: that is called for every key, and this for every call that comes in.
  const stored: Stored = {
    ...claim,
    startUnixNano: claim.startUnixNano.toString(),
    durationNano: claim.durationNano.toString(),
    reportedCost: reportedCost && {
      total: reportedCost.total.toString(),
      input: reportedCost.input?.toString(),
      output: reportedCost.output?.toString(),
    },
  };
  return JSON.stringify(stored);
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
