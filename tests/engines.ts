/**
 * Every engine that is at hand, for integration tests. Opening one takes a second or two, so tests of a file share it:
 *
 *   forEachEngine((name, database) => {
 *     it('…', async () => {
 *       const { engine } = database();      // migrated; made for this block, dropped after it
 *       await database().empty();           // where a test wants to count
 *     });
 *   });
 *
 * `embedded` is always there. `server` is there when TEST_DATABASE_URL names a PostgreSQL server with TimescaleDB whose
 * role may create databases; TEST_DATABASE_EDITION=community makes it an error when that server is not of that edition.
 * `forEachEngine(define, { migrated: false })` gives an empty database; `openTestDatabase(name)` one outside of a block.
 * Embedded databases are copies of a folder that is migrated once per text of the migrations.
 */
import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe } from 'vitest';
import type { Engine } from '../backend/src/store/engine';
import { migrate } from '../backend/src/store/migrate';
import { openEngine, type DatabaseSettings } from '../backend/src/store/open';
import { embeddedTemplate, MIGRATIONS } from './embeddedTemplate';

export type EngineName = 'embedded' | 'server';

export interface TestDatabase {
  engine: Engine;
  /** Opens the same database once more: as another backend (server), or after `engine.close()` (embedded). */
  settings: DatabaseSettings;
  /** Removes all rows but the project "default". */
  empty(): Promise<void>;
  /** Closes and drops it. */
  dispose(): Promise<void>;
}

export interface OpenOptions {
  migrated?: boolean;
  /** Seconds. */
  queryTimeout?: number;
  databaseConnections?: number;
}

const SERVER = process.env.TEST_DATABASE_URL;
const EDITION = process.env.TEST_DATABASE_EDITION;

export const ENGINES: readonly EngineName[] = SERVER ? ['embedded', 'server'] : ['embedded'];

export function forEachEngine(
  define: (name: EngineName, database: () => TestDatabase) => void,
  options?: OpenOptions,
): void {
  describe.each(ENGINES)('%s', (name) => {
    let opened: TestDatabase | undefined;
    beforeAll(async () => {
      opened = await openTestDatabase(name, options);
    }, 120_000);
    afterAll(() => opened?.dispose());
    define(name, () => {
      if (!opened) throw new Error('The database is open inside of tests only.');
      return opened;
    });
  });
}

/** One more database, for a test that needs its own. Dispose of it: `onTestFinished(database.dispose)`. */
export async function openTestDatabase(name: EngineName, options: OpenOptions = {}): Promise<TestDatabase> {
  const place = name === 'embedded' ? await embeddedPlace(options) : await serverPlace();
  const settings: DatabaseSettings = {
    databaseReaderUrl: null,
    databaseConnections: options.databaseConnections ?? 12,
    queryTimeout: options.queryTimeout ?? 60,
    ...place.settings,
  };
  const engine = await openEngine(settings);
  if (name === 'server' && EDITION && engine.facts.edition !== EDITION) {
    throw new Error(
      `TEST_DATABASE_URL is a server of the ${engine.facts.edition} edition, ${EDITION} is wanted.`,
    );
  }
  if (options.migrated !== false) await migrate(engine, { folder: MIGRATIONS });
  return {
    engine,
    settings,
    empty: () => emptyTables(engine),
    async dispose() {
      await engine.close();
      await place.remove();
    },
  };
}

async function emptyTables(engine: Engine): Promise<void> {
  const kept = "('schema_migrations', 'projects')";
  const sql = `SELECT string_agg(quote_ident(tablename), ', ') FROM pg_tables
               WHERE schemaname = 'public' AND tablename NOT IN ${kept}`;
  const [tables] = await engine.run([{ sql }], { lane: 'job' });
  await engine.run(
    [{ sql: `TRUNCATE ${tables?.rows[0]?.[0]}` }, { sql: "DELETE FROM projects WHERE id <> 'default'" }],
    { lane: 'job' },
  );
}

async function embeddedPlace({ migrated = true }: OpenOptions) {
  const dataDir = await mkdtemp(join(tmpdir(), 'observatory-data-'));
  if (migrated) await cp(await embeddedTemplate(), dataDir, { recursive: true });
  return {
    settings: { databaseUrl: null, dataDir },
    remove: () => rm(dataDir, { recursive: true, force: true }),
  };
}

async function serverPlace() {
  if (!SERVER) throw new Error('TEST_DATABASE_URL is not set.');
  const name = `observatory_test_${randomBytes(6).toString('hex')}`;
  await admin(`CREATE DATABASE ${name}`);
  const url = new URL(SERVER);
  url.pathname = `/${name}`;
  return {
    settings: { databaseUrl: url.href, dataDir: '' },
    remove: () => admin(`DROP DATABASE ${name} WITH (FORCE)`),
  };
}

async function admin(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: SERVER });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}
