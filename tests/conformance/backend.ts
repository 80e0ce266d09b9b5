/** The whole backend, from its sources, in a process of its own: what a matrix says must be true of what people start. */
import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBackend, type Addresses } from '../e2e/backend';
import { embeddedTemplate } from '../embeddedTemplate';

export interface Backend extends Addresses {
  /** Key that sends to this project, and reads it. */
  keyOf(project: string): string;
  /** Reads all projects. */
  readerKey: string;
  stop(): Promise<void>;
}

/** Fixtures are dated, and stay valid for ever. */
const FOR_EVER = '36500d';

export async function startConformanceBackend(projects: readonly string[]): Promise<Backend> {
  const dataDir = await mkdtemp(join(tmpdir(), 'observatory-conformance-'));
  const readerKey = randomBytes(16).toString('hex');
  const keys = new Map(projects.map((project) => [project, randomBytes(16).toString('hex')]));
  const entries = [
    `reader:read:${projects.join('+')}:${readerKey}`,
    ...[...keys].map(([project, key]) => `${project}:ingest+read:${project}:${key}`),
  ];
  try {
    await cp(await embeddedTemplate(), dataDir, { recursive: true });
    const backend = await startBackend(
      {
        OBSERVATORY_DATA_DIR: dataDir,
        OBSERVATORY_BOOTSTRAP_KEYS: entries.join(','),
        OBSERVATORY_RETAIN_CONTENT: FOR_EVER,
        OBSERVATORY_RETAIN_SIGNALS: FOR_EVER,
        OBSERVATORY_RETAIN_CALLS: FOR_EVER,
      },
      ['--import', 'tsx', 'backend/src/main.ts'],
    );
    return {
      ...backend.addresses,
      readerKey,
      keyOf: (project) => keys.get(project) ?? '',
      async stop() {
        await backend.stop();
        await rm(dataDir, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await rm(dataDir, { recursive: true, force: true });
    throw error;
  }
}
