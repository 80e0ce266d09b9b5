/** Sends every capture through the real path into a database, reads back what the product shows, and judges it. */
import { captureNames, readExpectation, readFiles } from '../captures/capture';
import { startConformanceBackend, type Backend } from './backend';
import { judge, type CaptureVerdict } from './judge';
import { readShown, waitForSettlement } from './read';
import { send, TRANSPORTS } from './send';

/** Captures on their way at the same time. */
const SENDERS = 6;

/** Seconds as a rule; minutes where everything else runs at the same time. */
const SETTLED_WITHIN_MS = 240_000;

/** @param progress gets a line now and then */
export async function runConformance(progress: (text: string) => void): Promise<CaptureVerdict[]> {
  const names = captureNames();
  // A project each: captures must not mix.
  const projects = names.map((_, index) => `capture-${index}`);
  progress('Starting the backend …');
  const backend = await startConformanceBackend(projects);
  try {
    await sendAll(backend, names, projects, progress);
    progress('Settling …');
    await waitForSettlement(backend, AbortSignal.timeout(SETTLED_WITHIN_MS));
    progress('Reading back …');
    const shown = await readShown(backend, projects);
    return names.map((name, index) => judge(name, readExpectation(name), readFiles(name), shown[index]!));
  } finally {
    await backend.stop();
  }
}

async function sendAll(
  backend: Backend,
  names: readonly string[],
  projects: readonly string[],
  progress: (text: string) => void,
): Promise<void> {
  let next = 0;
  const sendNext = async (): Promise<void> => {
    for (let index = next++; index < names.length; index = next++) {
      const name = names[index]!;
      if (index % 20 === 0) progress(`Sending ${index} of ${names.length} …`);
      for (const [position, file] of readFiles(name).entries()) {
        const transport = TRANSPORTS[(index + position) % TRANSPORTS.length]!;
        await send(backend, backend.keyOf(projects[index]!), file, transport).catch((error: unknown) => {
          throw new Error(`${name}: ${String(error)}`);
        });
      }
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, sendNext));
}
