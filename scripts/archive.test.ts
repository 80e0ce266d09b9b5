import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readArchive, readFolder, writeArchive } from './archive';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('an archive', () => {
  it('gives back paths, bytes and modes', () => {
    const files = [
      { path: 'a-b-app/gpx', bytes: bytes('#!/bin/sh\n'), mode: 0o755 },
      { path: 'a-b-app/img/ü.svg', bytes: bytes('<svg/>'), mode: 0o644 },
    ];
    expect(
      readArchive(writeArchive(files)).map((file) => ({
        ...file,
        bytes: Buffer.from(file.bytes).toString(),
      })),
    ).toEqual([
      { path: 'a-b-app/gpx', bytes: '#!/bin/sh\n', mode: 0o755 },
      { path: 'a-b-app/img/ü.svg', bytes: '<svg/>', mode: 0o644 },
    ]);
  });

  it('is the same for the same content', () => {
    const files = [{ path: 'x/y', bytes: bytes('1'), mode: 0o644 }];
    expect(Buffer.from(writeArchive(files)).equals(Buffer.from(writeArchive(files)))).toBe(true);
  });

  it('says "made on Unix, a file that may be run" where every reader of zip files looks', () => {
    const archive = Buffer.from(writeArchive([{ path: 'x/run', bytes: bytes(''), mode: 0o755 }]));
    const entry = archive.indexOf(Buffer.from('PK\x01\x02'));
    expect(archive.readUInt8(entry + 5)).toBe(3);
    expect(archive.readUInt32LE(entry + 38) >>> 16).toBe(0o100755);
  });
});

describe('a folder', () => {
  it('is read with modes, below the root, without hidden files', () => {
    const folder = mkdtempSync(join(tmpdir(), 'archive-'));
    mkdirSync(join(folder, 'img'));
    writeFileSync(join(folder, 'run'), '', { mode: 0o755 });
    writeFileSync(join(folder, 'img/logo.svg'), '');
    writeFileSync(join(folder, '.stamp'), '');
    expect(readFolder(folder, 'id').map(({ path, mode }) => [path, mode])).toEqual([
      ['id/img/logo.svg', 0o644],
      ['id/run', 0o755],
    ]);
  });
});
