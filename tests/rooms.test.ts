/**
 * Draws the arrows between rooms and fails on one that goes the wrong way: a room imports only from rooms before it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');

const BACKEND_ROOMS = [
  'record', 'config', 'observe', 'access', 'receive', 'decode', 'normalise', 'account', 'redact', 'sample',
  'store', 'forward', 'query', 'encode', 'jobs', 'grafana', 'api',
]; // prettier-ignore

/** Which workspaces a workspace may import from, beside itself. */
const WORKSPACES: Record<string, string[]> = {
  'packages/model': [],
  'packages/format': [],
  'packages/panel': ['packages/format'],
  'packages/compare-stats': [],
  backend: ['packages/model', 'packages/format', 'packages/compare-stats'],
  'plugins/datasource': ['packages/model', 'packages/format'],
  'plugins/app': ['packages/model', 'packages/format'],
  'plugins/panels/waterfall': ['packages/model', 'packages/format', 'packages/panel'],
  'plugins/panels/costtreemap': ['packages/format', 'packages/panel'],
  'plugins/panels/modelcompare': ['packages/format', 'packages/panel', 'packages/compare-stats'],
  'examples/support-desk': [],
  'examples/fortnight': [],
};

interface Arrow {
  file: string;
  target: string;
}

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.includes('node_modules') && !file.includes(`${join('/', 'dist', '/')}`));
}

const IMPORT =
  /(?:import|export)\s[^'"]*?from\s*['"]([^'"]+)['"]|import\s*\(\s*['"]([^'"]+)['"]\s*\)|^import\s+['"]([^'"]+)['"]/gm;

function arrows(folder: string): Arrow[] {
  return sources(folder).flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(IMPORT)].map((match) => {
      const specifier = match[1] ?? match[2] ?? match[3] ?? '';
      return {
        file: relative(ROOT, file),
        target: specifier.startsWith('.') ? relative(ROOT, resolve(file, '..', specifier)) : specifier,
      };
    }),
  );
}

const roomOf = (path: string): string | undefined => /^backend\/src\/([a-z]+)\//.exec(path)?.[1];

/** One of ours by package name, or by a relative path that leaves its workspace. */
function workspaceOf(target: string): string | undefined {
  const named = /^@llmobservatory\/(model|format|panel|compare-stats)$/.exec(target);
  if (named) return `packages/${named[1]}`;
  return Object.keys(WORKSPACES).find((workspace) => target.startsWith(`${workspace}/`));
}

describe('rooms of the backend', () => {
  const inside = arrows('backend/src');

  it('are all in the list, and the list is not empty of files', () => {
    const used = new Set(inside.map((arrow) => roomOf(arrow.file)).filter((room) => room !== undefined));
    expect([...used].filter((room) => !BACKEND_ROOMS.includes(room))).toEqual([]);
    expect(used.size).toBeGreaterThan(5);
  });

  it('import only from rooms before them', () => {
    const wrong = inside.filter(({ file, target }) => {
      const from = roomOf(file);
      const to = roomOf(`${target}/`) ?? roomOf(target);
      return (
        from !== undefined && to !== undefined && BACKEND_ROOMS.indexOf(to) > BACKEND_ROOMS.indexOf(from)
      );
    });
    expect(wrong).toEqual([]);
  });

  it('read the environment in one place', () => {
    const readers = sources('backend/src').filter((file) =>
      readFileSync(file, 'utf8').includes('process.env'),
    );
    expect(readers.map((file) => relative(ROOT, file))).toEqual(['backend/src/config/load.ts']);
  });
});

describe('workspaces', () => {
  it.each(Object.keys(WORKSPACES))('%s imports only what it may', (workspace) => {
    const wrong = arrows(workspace).filter(({ target }) => {
      const to = workspaceOf(target);
      return to !== undefined && to !== workspace && !WORKSPACES[workspace]?.includes(to);
    });
    expect(wrong).toEqual([]);
  });
});
