/**
 * A process that stores spans as fast as it can and prints the number of each batch once it is acknowledged; tests kill it.
 *   embeddedLoad.ts FOLDER FIRST_BATCH
 */
import { openEngine } from '../../backend/src/store/open';
import { createWriter } from '../../backend/src/store/writer';
import { batch, nano, span, spanId, traceId } from '../records';

const [dataDir = '', first = '0'] = process.argv.slice(2);

async function main(): Promise<void> {
  const engine = await openEngine({
    databaseUrl: null,
    databaseReaderUrl: null,
    databaseConnections: 1,
    dataDir,
    queryTimeout: 60,
  });
  const writer = createWriter(engine);
  process.stdout.write('open\n');
  for (let number = Number(first); ; number++) {
    const spans = Array.from({ length: 50 }, (_, index) =>
      span({
        traceId: traceId(number + 1),
        spanId: spanId(index + 1),
        startUnixNano: nano('2026-03-02T10:00:00Z'),
        attributes: JSON.stringify({ text: 'x'.repeat(300) }),
      }),
    );
    await writer.write(batch({ spans }));
    process.stdout.write(`${number}\n`);
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
