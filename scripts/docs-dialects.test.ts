import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DIALECTS } from '../backend/src/normalise/dialects';
import { dialectsMarkdown } from './docs-dialects';

describe('docs/dialects.md', () => {
  it('is what the tables say: run `npx tsx scripts/docs-dialects.ts` after changing them', () => {
    expect(readFileSync(resolve(import.meta.dirname, '../docs/dialects.md'), 'utf8')).toBe(
      dialectsMarkdown(),
    );
  });

  it.each(DIALECTS.map(({ id }) => id))('has a heading for %s, which conventions refer to', (id) => {
    expect(dialectsMarkdown()).toContain(`\n## ${id}\n`);
  });
});
