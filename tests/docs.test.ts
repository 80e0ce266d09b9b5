/** What the documentation promises, held against the code. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { settingsMarkdown } from '../backend/src/config/describe';

const ROOT = resolve(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const filesOf = (folder: string, pattern: RegExp): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && pattern.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));

/** Text constants of that form that are no error codes: settings, gRPC statuses, names of parser nodes. */
const OTHER =
  /^(OBSERVATORY_\w+|DATABASE_URL|AEXPR_\w+|NOT_FOUND|NOT_SERVING|PERMISSION_DENIED|[A-Z]+_(LINK|EXPR|OP|TEST)(_\w+)?)$/;

function codesInSource(): Set<string> {
  const texts = filesOf('backend/src', /(?<!\.test)\.ts$/)
    .filter((file) => !/[/\\](test|testing)\b/.test(file))
    .map((file) => readFileSync(file, 'utf8'));
  const literals = texts.flatMap((text) => [
    ...text.matchAll(/(?:'|code: ')([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|CANCELLED)'/g),
  ]);
  return new Set(literals.map((match) => match[1] ?? '').filter((code) => !OTHER.test(code)));
}

describe('docs/troubleshooting.md', () => {
  const headings = new Set(
    [...read('docs/troubleshooting.md').matchAll(/^### ([A-Z_0-9]+)$/gm)].map((match) => match[1] ?? ''),
  );

  it('has every error code as a heading', () => {
    expect([...codesInSource()].filter((code) => !headings.has(code))).toEqual([]);
  });

  it('has no heading of a code that does not exist', () => {
    const codes = codesInSource();
    expect([...headings].filter((code) => !codes.has(code))).toEqual([]);
  });
});

describe('docs/configuration.md', () => {
  it('has the table of settings as it is', () => {
    expect(read('docs/configuration.md')).toContain(settingsMarkdown());
  });
});

describe('links between documents', () => {
  const documents = [
    'README.md',
    'CONTRIBUTING.md',
    ...filesOf('docs', /\.md$/).map((file) => file.slice(ROOT.length + 1)),
  ];

  it.each(documents)('of %s lead somewhere', (document) => {
    const targets = [...read(document).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)(?:#[^)]*)?\)/g)].map(
      (match) => match[1] ?? '',
    );
    expect(targets.filter((target) => !existsSync(join(ROOT, dirname(document), target)))).toEqual([]);
  });
});
