import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';

it('docs/sql.md says what the catalogue says', () => {
  const root = resolve(import.meta.dirname, '..');
  const check = () =>
    execFileSync(process.execPath, ['--import', 'tsx', 'scripts/docs-sql.ts', '--check'], {
      cwd: root,
      stdio: 'pipe',
    });
  expect(check).not.toThrow();
});
