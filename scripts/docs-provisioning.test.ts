import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { PATHS, withTable } from './docs-provisioning';

it.each(PATHS)('%s lists what is provisioned: npx tsx scripts/docs-provisioning.ts', async (path) => {
  expect(readFileSync(resolve(import.meta.dirname, '..', path), 'utf8')).toBe(await withTable(path));
});
