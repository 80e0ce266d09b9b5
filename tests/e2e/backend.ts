/** Starts the built backend as its users do: a process of its own, on free ports, in a folder of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

export const ROOT = resolve(import.meta.dirname, '../..');

export interface Addresses {
  otlpGrpc: string;
  otlpHttp: string;
  http: string;
  plugin: string;
  database: string;
}

export interface RunningBackend {
  addresses: Addresses;
  process: ChildProcess;
  /** What it wrote to stderr so far. */
  log(): string;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'observatory-e2e-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/**
 * Resolves when it listens; rejects with its last words when it ends before that.
 * @param program what Node is to run, instead of what was built
 */
export async function startBackend(
  settings: Record<string, string>,
  program: readonly string[] = [join(ROOT, 'backend/dist/main.js')],
): Promise<RunningBackend> {
  const child = spawn(process.execPath, [...program, '--print-addresses'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      OBSERVATORY_OTLP_GRPC_PORT: '0',
      OBSERVATORY_OTLP_HTTP_PORT: '0',
      OBSERVATORY_HTTP_PORT: '0',
      OBSERVATORY_PLUGIN_PORT: '0',
      OBSERVATORY_LOG_LEVEL: 'warn',
      ...settings,
    },
  });
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const exited = once(child, 'exit');
  const line = once(createInterface({ input: child.stdout }), 'line') as Promise<[string]>;
  const first = await Promise.race([line.then(([text]) => text), exited.then(() => undefined)]);
  if (first === undefined) throw new Error(`the backend ended at its start: ${log}`);
  return {
    addresses: JSON.parse(first) as Addresses,
    process: child,
    log: () => log,
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      await exited;
    },
  };
}
