import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { MIGRATIONS } from '../../../tests/embeddedTemplate';
import { ENGINES, forEachEngine, openTestDatabase } from '../../../tests/engines';
import type { Engine } from './engine';
import { migrate, readMigrations } from './migrate';
import { openEngine } from './open';

const HEADER = `-- Why: a test.
-- Tiers: all.   In a transaction: yes.
-- Public views: none.   Safe while older code runs: `;

async function folderOf(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'observatory-migrations-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, sql] of Object.entries(files)) await writeFile(join(folder, name), sql);
  return folder;
}

const file = (sql: string, safe = 'yes'): string => `${HEADER}${safe}.\n\n${sql};\n`;

const select = async (engine: Engine, sql: string): Promise<(string | null)[][]> =>
  (await engine.run([{ sql }], { lane: 'panel' }))[0]?.rows ?? [];

forEachEngine(
  (_name, database) => {
    const fresh = async () => {
      const { engine } = database();
      const tables = await select(
        engine,
        "SELECT string_agg(tablename, ', ') FROM pg_tables WHERE schemaname = 'public'",
      );
      if (tables[0]?.[0])
        await engine.run([{ script: `DROP TABLE ${tables[0][0]} CASCADE` }], { lane: 'job' });
      return engine;
    };

    it('runs each file once, in the order of their numbers', async () => {
      const engine = await fresh();
      const folder = await folderOf({
        '0002_more.sql': file('ALTER TABLE one ADD COLUMN b int'),
        '0001_one.sql': file('CREATE TABLE one (a int)'),
      });
      expect(await migrate(engine, { folder })).toEqual(['0001_one', '0002_more']);
      expect(await migrate(engine, { folder })).toEqual([]);
    });

    it('only says what it would do in a dry run', async () => {
      const engine = await fresh();
      const folder = await folderOf({ '0001_one.sql': file('CREATE TABLE one (a int)') });
      expect(await migrate(engine, { folder, dryRun: true })).toEqual(['0001_one']);
      expect(await select(engine, "SELECT to_regclass('one'), to_regclass('schema_migrations')")).toEqual([
        [null, null],
      ]);
    });

    it('runs only the files of its edition', async () => {
      const engine = await fresh();
      const folder = await folderOf({
        '0001_one.community.sql': file('CREATE TABLE community (a int)'),
        '0001_one.apache.sql': file('CREATE TABLE apache (a int)'),
      });
      expect(await migrate(engine, { folder })).toEqual([`0001_one.${engine.facts.edition}`]);
    });

    it('keeps nothing of a file that fails, names its line, and goes on there the next time', async () => {
      const engine = await fresh();
      const folder = await folderOf({ '0001_one.sql': file('CREATE TABLE one (a int);\nSELECT nope') });
      await expect(migrate(engine, { folder })).rejects.toMatchObject({
        code: 'MIGRATION_FAILED',
        message: '0001_one.sql, line 6: column "nope" does not exist. Nothing of it was kept.',
      });
      await writeFile(join(folder, '0001_one.sql'), file('CREATE TABLE one (a int)'));
      expect(await migrate(engine, { folder })).toEqual(['0001_one']);
    });

    it('refuses a file that changed after it ran, except for its line ends', async () => {
      const engine = await fresh();
      const folder = await folderOf({ '0001_one.sql': file('CREATE TABLE one (a int)') });
      await migrate(engine, { folder });
      await writeFile(
        join(folder, '0001_one.sql'),
        file('CREATE TABLE one (a int)').replaceAll('\n', '\r\n'),
      );
      expect(await migrate(engine, { folder })).toEqual([]);
      await writeFile(join(folder, '0001_one.sql'), file('CREATE TABLE one (a bigint)'));
      await expect(migrate(engine, { folder })).rejects.toMatchObject({ code: 'MIGRATION_CHANGED' });
    });

    it('refuses a database of a newer release, unless that release said that older code may go on', async () => {
      const engine = await fresh();
      const old = { '0001_one.sql': file('CREATE TABLE one (a int)') };
      const folder = await folderOf(old);
      await migrate(engine, {
        folder: await folderOf({ ...old, '0002_two.sql': file('CREATE TABLE two (a int)') }),
      });
      expect(await migrate(engine, { folder })).toEqual([]);
      await migrate(engine, {
        folder: await folderOf({
          ...old,
          '0002_two.sql': file('CREATE TABLE two (a int)'),
          '0003_three.sql': file('DROP TABLE one', 'no'),
        }),
      });
      await expect(migrate(engine, { folder })).rejects.toMatchObject({
        code: 'MIGRATION_UNKNOWN',
        message: expect.stringContaining('0003_three') as string,
      });
    });
  },
  { migrated: false },
);

describe('our migrations', () => {
  it('have names and headers that the runner reads', async () => {
    const names = (await readdir(MIGRATIONS)).filter((name) => name.endsWith('.sql'));
    expect((await readMigrations(MIGRATIONS)).map(({ id }) => `${id}.sql`)).toEqual(names.sort());
  });

  it.each([
    ['1_short.sql', file('SELECT 1'), '1_short.sql: not a name like 0001_effect.sql.'],
    ['0001_one.sql', 'SELECT 1', '0001_one.sql: its header has no line like /^-- Why: /m.'],
  ])('are refused when malformed: %s', async (name, sql, message) => {
    await expect(readMigrations(await folderOf({ [name]: sql }))).rejects.toMatchObject({
      code: 'MIGRATION_MALFORMED',
      message,
    });
  });
});

describe.runIf(ENGINES.includes('server'))('several backends that start at once on a server', () => {
  it('migrate it once', async () => {
    const database = await openTestDatabase('server', { migrated: false });
    onTestFinished(database.dispose);
    const engines = await Promise.all([1, 2, 3].map(() => openEngine(database.settings)));
    const ran = await Promise.all(engines.map((engine) => migrate(engine, { folder: MIGRATIONS })));
    await Promise.all(engines.map((engine) => engine.close()));
    const expected = (await readMigrations(MIGRATIONS))
      .filter(({ edition }) => edition === null || edition === database.engine.facts.edition)
      .map(({ id }) => id);
    expect(ran.flat().sort()).toEqual(expected);
  });

  it('take over what the community edition has when the server changes its edition', async () => {
    const database = await openTestDatabase('server');
    onTestFinished(database.dispose);
    const folder = await mkdtemp(join(tmpdir(), 'observatory-migrations-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    await cp(MIGRATIONS, folder, { recursive: true });
    const { edition } = database.engine.facts;
    const other = edition === 'apache' ? 'community' : 'apache';
    const pending = await migrate(
      { ...database.engine, facts: { ...database.engine.facts, edition: other } },
      { folder, dryRun: true },
    );
    expect(pending.every((id) => id.endsWith(`.${other}`))).toBe(true);
    expect(pending).toContain(`0003_rollups.${other}`);
  });
});
