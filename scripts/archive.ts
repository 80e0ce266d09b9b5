/**
 * Zip archives with file modes. Grafana runs the locator from the unpacked archive, so "may be run" must travel in it;
 * fflate writes modes, but does not read them back.
 */
import { unzipSync, zipSync, type Zippable } from 'fflate';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

export interface ArchiveFile {
  /** With slashes, from the root of the archive. */
  path: string;
  bytes: Uint8Array;
  /** Unix permissions: 0o644, or 0o755 for what may be run. */
  mode: number;
}

const UNIX = 3;
/** The same content gives the same archive, whenever it was built. */
const MODIFIED = new Date('2026-01-01T00:00:00Z');

export function writeArchive(files: readonly ArchiveFile[]): Uint8Array {
  const zippable: Zippable = {};
  for (const { path, bytes, mode } of files) {
    zippable[path] = [bytes, { os: UNIX, attrs: (0o100000 | mode) << 16, mtime: MODIFIED }];
  }
  return zipSync(zippable, { level: 9 });
}

export function readArchive(archive: Uint8Array): ArchiveFile[] {
  const modes = readModes(archive);
  return Object.entries(unzipSync(archive))
    .filter(([path]) => !path.endsWith('/'))
    .map(([path, bytes]) => ({ path, bytes, mode: modes.get(path) ?? 0 }));
}

/** Files of a folder below `root`, without hidden ones: the build leaves notes for itself there. */
export function readFolder(folder: string, root: string): ArchiveFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({
      path: `${root}/${relative(folder, file).replaceAll('\\', '/')}`,
      bytes: readFileSync(file),
      mode: statSync(file).mode & 0o100 ? 0o755 : 0o644,
    }));
}

const DIRECTORY_ENTRY = 0x02014b50;
const DIRECTORY_END = 0x06054b50;
const DIRECTORY_END_BYTES = 22;

/** Permissions by path, from the archive's directory (APPNOTE 4.3.12: upper half of the external attributes). */
function readModes(archive: Uint8Array): Map<string, number> {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  let end = archive.byteLength - DIRECTORY_END_BYTES;
  while (end >= 0 && view.getUint32(end, true) !== DIRECTORY_END) end--;
  const modes = new Map<string, number>();
  if (end < 0) return modes;
  let at = view.getUint32(end + 16, true);
  for (
    let left = view.getUint16(end + 10, true);
    left > 0 && view.getUint32(at, true) === DIRECTORY_ENTRY;
    left--
  ) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true)) as [
      number,
      number,
      number,
    ];
    const path = new TextDecoder().decode(archive.subarray(at + 46, at + 46 + name));
    modes.set(path, (view.getUint32(at + 38, true) >>> 16) & 0o777);
    at += 46 + name + extra + comment;
  }
  return modes;
}
