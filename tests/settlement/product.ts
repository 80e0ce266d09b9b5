/** The backend's own way of a request into the database and of its jobs, run by hand: no clock, nothing in the background. */
import { settle } from '../../backend/src/account/settle';
import { shippedPrices } from '../../backend/src/account/prices/shipped';
import { createIngest } from '../../backend/src/ingest';
import { refreshJob } from '../../backend/src/jobs/refresh';
import { settleJob } from '../../backend/src/jobs/settle';
import { SLOT_MAP } from '../../backend/src/normalise/slots';
import { createLogger } from '../../backend/src/observe/logger';
import { createSelfMetrics } from '../../backend/src/observe/metrics';
import type { Engine } from '../../backend/src/store/engine';
import { createWriter } from '../../backend/src/store/writer';
import type { Request } from '../captures/capture';

const prices = shippedPrices();
/** Later than every capture, so that all their hours and days are over. */
export const NOW = new Date('2027-01-01T00:00:00Z');
const FOR_EVER_S = 100 * 365 * 86_400;

export interface Product {
  /** @param writer which of two backends takes it */
  send(project: string, request: Request, writer?: number): Promise<void>;
  /** Until nothing is left to do. */
  settle(): Promise<void>;
  refresh(): Promise<void>;
  /** At most so long after its COMMIT a record is settled and in the rollups, when the jobs are not behind. */
  readonly delayMs: number;
}

/** @param engines one for each writer: two of the same database, or one engine twice */
export function openProduct(engines: readonly [Engine, Engine]): Product {
  const [engine] = engines;
  const ingests = engines.map((each) =>
    createIngest({
      slots: SLOT_MAP,
      prices,
      writer: createWriter(each),
      retainSeconds: FOR_EVER_S,
      metrics: createSelfMetrics(),
    }),
  );
  const refresh = refreshJob(engine, () => NOW);
  const settling = settleJob({
    engine,
    settle: (claims, ancestry) => settle(claims, prices, { ancestry }),
    logger: createLogger('error'),
    touched: (calls) => refresh.touch(calls),
  });
  const drain = async (job: { run(): Promise<boolean> }) => {
    while (await job.run());
  };
  return {
    async send(project, { signal, bytes }, writer = 0) {
      const caller = { name: 'tests', scopes: new Set(['ingest'] as const), projects: [project] };
      const request = { signal, body: bytes, format: 'protobuf' as const, caller, receivedAt: NOW };
      const { rejected, message } = await ingests[writer]!(request, new AbortController().signal);
      if (rejected > 0) throw new Error(message);
    },
    settle: () => drain(settling),
    refresh: () => drain(refresh),
    delayMs: settling.everyMs + refresh.everyMs,
  };
}
