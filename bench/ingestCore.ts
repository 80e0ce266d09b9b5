/** What happens to a traces request before it is stored: bundled by ingest.bench.ts, once as it is and once with other tables. */
import { shippedPrices } from '../backend/src/account/prices/shipped';
import { settle } from '../backend/src/account/settle';
import { readTraces } from '../backend/src/decode';
import { resourceOf } from '../backend/src/normalise/resource';
import { SLOT_MAP } from '../backend/src/normalise/slots';
import { normaliseSpan } from '../backend/src/normalise/span';
import type { CallClaim } from '../backend/src/record/call';

const prices = shippedPrices();

/** How far a request is taken. */
export type Depth = 'decode' | 'normalise' | 'account';

/** @returns a number that depends on all of the work, so that none of it can be left out */
export function process(bytes: Uint8Array, depth: Depth): { spans: number; work: number } {
  const claims: CallClaim[] = [];
  let spans = 0;
  let work = 0;
  readTraces(
    bytes,
    SLOT_MAP,
    (view) => {
      spans++;
      if (depth === 'decode') {
        work += view.attributes.json().length + (view.attributes.contentJson()?.length ?? 0);
        return;
      }
      const context = { project: 'default', resource: resourceOf(view.resource) };
      const { span, claim } = normaliseSpan(view, context);
      work += span.attributes.length + (span.content?.carriers?.length ?? 0);
      if (claim) claims.push(claim);
    },
    () => {},
  );
  if (depth === 'account') work += settle(claims, prices).length;
  return { spans, work };
}
