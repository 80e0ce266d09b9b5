/** From settings to an engine that is known to be good enough: which database, which versions, which edition. */
import type { Logger } from '../observe/logger';
import { ObservatoryError } from '../record/errors';
import type { Settings } from '../config/settings';
import { openEmbedded } from './embedded/openEmbedded';
import { DatabaseError, type Database, type Engine, type EngineFacts } from './engine';
import { LOCKS } from './locks';
import { openPostgres } from './postgres/openPostgres';
import { prepareReader } from './postgres/reader';
import { requireVersion } from './versions';

export type DatabaseSettings = Pick<
  Settings,
  'databaseUrl' | 'databaseReaderUrl' | 'databaseConnections' | 'dataDir' | 'queryTimeout'
>;

/**
 * @throws ObservatoryError DATABASE_UNAVAILABLE, DATA_DIR_LOCKED, DATABASE_TOO_OLD, DATABASE_WITHOUT_TIMESCALE
 */
export async function openEngine(settings: DatabaseSettings, logger?: Logger): Promise<Engine> {
  const timeoutMs = settings.queryTimeout * 1000;
  if (settings.databaseUrl === null) {
    const database = await openEmbedded({ dataDir: settings.dataDir, timeoutMs });
    return withFacts(database, 'embedded', async () => null);
  }
  const url = settings.databaseUrl;
  const database = openPostgres({ url, connections: settings.databaseConnections, timeoutMs });
  return withFacts(database, 'postgres', async () => {
    const reader = await prepareReader(database, url, settings.databaseReaderUrl);
    if ('missing' in reader) {
      logger?.warn({ code: 'READER_UNAVAILABLE', why: reader.missing }, 'raw SQL queries are off');
      return null;
    }
    database.useReader(reader.login);
    return reader.role;
  });
}

async function withFacts(
  database: Database,
  engine: EngineFacts['engine'],
  prepare: () => Promise<string | null>,
): Promise<Engine> {
  try {
    const versions = await probe(database);
    return { ...database, facts: { engine, ...versions, readerRole: await prepare() } };
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function probe(
  database: Database,
): Promise<Pick<EngineFacts, 'edition' | 'postgresVersion' | 'timescaleVersion'>> {
  const postgresVersion = await show(database, 'server_version');
  requireVersion('PostgreSQL', postgresVersion, [16, 0], 'Upgrade the server.');
  await createExtension(database);
  const timescaleVersion = await extensionVersion(database);
  const remedy = 'Upgrade the package, then run: ALTER EXTENSION timescaledb UPDATE.';
  requireVersion('TimescaleDB', timescaleVersion ?? '0', [2, 19], remedy);
  const license = await show(database, 'timescaledb.license');
  return {
    postgresVersion,
    timescaleVersion: timescaleVersion ?? '0',
    edition: license === 'apache' ? 'apache' : 'community',
  };
}

async function show(database: Database, name: string): Promise<string> {
  const [result] = await database.run([{ sql: `SHOW ${name}` }], { lane: 'job' });
  return result?.rows[0]?.[0] ?? '';
}

async function extensionVersion(database: Database): Promise<string | null> {
  const sql = "SELECT extversion FROM pg_extension WHERE extname = 'timescaledb'";
  const [result] = await database.run([{ sql }], { lane: 'job' });
  return result?.rows[0]?.[0] ?? null;
}

/** Only when it is missing: on many servers just the operator may create it, and has. */
async function createExtension(database: Database): Promise<void> {
  if (await extensionVersion(database)) return;
  try {
    await database.run(
      [
        { sql: 'SELECT pg_advisory_xact_lock($1)', params: [LOCKS.migrate] },
        { sql: 'CREATE EXTENSION IF NOT EXISTS timescaledb' },
      ],
      { lane: 'job' },
    );
  } catch (error) {
    // Not preloaded: the extension ends the connection, so it looks like an outage.
    const reason = error instanceof DatabaseError || error instanceof Error ? error.message : String(error);
    throw new ObservatoryError(
      'unavailable',
      'DATABASE_WITHOUT_TIMESCALE',
      `The extension TimescaleDB is needed and could not be created: ${reason}. Install it, put it into shared_preload_libraries, and let a superuser run CREATE EXTENSION timescaledb in this database.`,
      { cause: error },
    );
  }
}
