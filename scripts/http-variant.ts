/**
 * The same plugins for a Grafana that may not start executables: a data source that declares one does not load there at
 * all. Same ids, same code: dashboards fit both. What needs the executable is left out of plugin.json, so that Grafana
 * does not offer it (alert rules, Live); the code reads `backend` there and asks through the data source proxy.
 */
import { basename } from 'node:path';
import type { ArchiveFile } from './archive';

/** Keys of plugin.json that promise what only a process can keep. */
const NEEDS_PROCESS = ['backend', 'executable', 'alerting', 'streaming'];

export function withoutExecutable(files: readonly ArchiveFile[]): ArchiveFile[] {
  const executables = files.flatMap((file) => {
    const { executable } = basename(file.path) === 'plugin.json' ? readManifest(file) : {};
    return executable ? [`${file.path.slice(0, -'plugin.json'.length)}${String(executable)}_`] : [];
  });
  return files
    .filter(({ path }) => !executables.some((beginning) => path.startsWith(beginning)))
    .map((file) => (basename(file.path) === 'plugin.json' ? { ...file, bytes: manifestOf(file) } : file));
}

const readManifest = ({ bytes }: ArchiveFile): Record<string, unknown> =>
  JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;

function manifestOf(file: ArchiveFile): Uint8Array {
  const kept = Object.entries(readManifest(file)).filter(([key]) => !NEEDS_PROCESS.includes(key));
  return new TextEncoder().encode(`${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`);
}
