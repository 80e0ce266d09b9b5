/**
 * Brings the schema up to date. Each file of the migrations folder runs once, in a transaction that also writes it down.
 * Several backends may start at once: the transaction takes an advisory lock and writes the file's row first, so whoever
 * comes second runs into that row and skips the file.
 *
 *   0001_tables.sql               everywhere
 *   0003_rollups.community.sql    where continuous aggregates exist; also later, after a change of edition
 *   0003_rollups.apache.sql       where they don't
 *
 * A file never changes once it ran anywhere (checksum). A database that a newer release has migrated is used only when
 * that release said in the file's header that older code may go on.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ObservatoryError } from '../record/errors';
import { DatabaseError, type Engine } from './engine';
import { LOCKS } from './locks';

export interface Migration {
  /** File name without ".sql". */
  id: string;
  edition: 'community' | 'apache' | null;
  sql: string;
  /** SHA-256 of the text, hex; line ends don't count. */
  checksum: string;
  safeForOldCode: boolean;
}

export interface MigrateOptions {
  /** Folder of the SQL files. */
  folder: string;
  /** Only say what would run. */
  dryRun?: boolean;
}

/** A large table may be rewritten. */
const TIMEOUT_MS = 30 * 60_000;

/**
 * @returns ids of the files that ran, or would run
 * @throws ObservatoryError MIGRATION_CHANGED, MIGRATION_UNKNOWN, MIGRATION_FAILED, MIGRATION_MALFORMED
 */
export async function migrate(engine: Engine, { folder, dryRun = false }: MigrateOptions): Promise<string[]> {
  const migrations = await readMigrations(folder);
  if (!dryRun) await createRegister(engine);
  const applied = await readRegister(engine);
  refuseChanged(migrations, applied);
  refuseUnknown(migrations, applied);
  const pending = migrations.filter(
    ({ id, edition }) => !applied.has(id) && (edition === null || edition === engine.facts.edition),
  );
  if (dryRun) return pending.map(({ id }) => id);
  const ran: string[] = [];
  for (const migration of pending) if (await apply(engine, migration)) ran.push(migration.id);
  return ran;
}

const FILE = /^(\d{4}_[a-z0-9_]+(?:\.(community|apache))?)\.sql$/;
const HEADER = [
  /^-- Why: /m,
  /^-- Tiers: /m,
  /In a transaction: yes/,
  /Public views: /,
  /Safe while older code runs: (yes|no|first migration)\b/,
];

/** In the order of their numbers. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n');
      const [, id, edition] = FILE.exec(name) ?? [];
      const missing = HEADER.find((line) => !line.test(sql));
      if (!id || missing) {
        throw broken(
          'MIGRATION_MALFORMED',
          `${name}: ${id ? `its header has no line like ${missing}` : 'not a name like 0001_effect.sql'}.`,
        );
      }
      return {
        id,
        edition: (edition as Migration['edition']) ?? null,
        sql,
        checksum: createHash('sha256').update(sql).digest('hex'),
        safeForOldCode: /Safe while older code runs: yes/.test(sql),
      };
    }),
  );
}

async function createRegister(engine: Engine): Promise<void> {
  await engine.run(
    [
      { sql: 'SELECT pg_advisory_xact_lock($1)', params: [LOCKS.migrate] },
      {
        sql: `CREATE TABLE IF NOT EXISTS schema_migrations (
                id text PRIMARY KEY,
                checksum text NOT NULL,
                safe_for_old_code boolean NOT NULL,
                applied_at timestamptz NOT NULL DEFAULT now()
              )`,
      },
    ],
    { lane: 'job', timeoutMs: TIMEOUT_MS },
  );
}

type Register = Map<string, { checksum: string; safeForOldCode: boolean }>;

async function readRegister(engine: Engine): Promise<Register> {
  const [exists] = await engine.run([{ sql: "SELECT to_regclass('schema_migrations')" }], { lane: 'job' });
  if (!exists?.rows[0]?.[0]) return new Map();
  const sql = 'SELECT id, checksum, safe_for_old_code FROM schema_migrations';
  const [result] = await engine.run([{ sql }], { lane: 'job' });
  return new Map(
    result?.rows.map(([id, checksum, safe]) => [
      id ?? '',
      { checksum: checksum ?? '', safeForOldCode: safe === 't' },
    ]),
  );
}

function refuseChanged(migrations: readonly Migration[], applied: Register): void {
  const changed = migrations.find(({ id, checksum }) => {
    const before = applied.get(id);
    return before !== undefined && before.checksum !== checksum;
  });
  if (!changed) return;
  throw broken(
    'MIGRATION_CHANGED',
    `${changed.id}.sql has run on this database with another text. A migration never changes: restore the file, and put the change into a new one.`,
  );
}

function refuseUnknown(migrations: readonly Migration[], applied: Register): void {
  const known = new Set(migrations.map(({ id }) => id));
  const unknown = [...applied].find(([id, { safeForOldCode }]) => !known.has(id) && !safeForOldCode);
  if (!unknown) return;
  throw broken(
    'MIGRATION_UNKNOWN',
    `A newer release has changed this database (${unknown[0]}), and this one would not understand it. Start the newer release.`,
  );
}

/** False: another backend was faster. */
async function apply(engine: Engine, { id, sql, checksum, safeForOldCode }: Migration): Promise<boolean> {
  try {
    await engine.run(
      [
        { sql: 'SELECT pg_advisory_xact_lock($1)', params: [LOCKS.migrate] },
        {
          sql: 'INSERT INTO schema_migrations (id, checksum, safe_for_old_code) VALUES ($1, $2, $3)',
          params: [id, checksum, safeForOldCode],
        },
        { script: sql },
      ],
      { lane: 'job', timeoutMs: TIMEOUT_MS },
    );
    return true;
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    if (error.code === '23505' && error.step === 1) return false;
    const where = error.position === undefined ? '' : `, line ${lineOf(sql, error.position)}`;
    throw broken(
      'MIGRATION_FAILED',
      `${id}.sql${where}: ${error.message}${error.hint ? ` (${error.hint})` : ''}. Nothing of it was kept.`,
      error,
    );
  }
}

const lineOf = (text: string, position: number): number => text.slice(0, position).split('\n').length;

const broken = (code: string, message: string, cause?: unknown) =>
  new ObservatoryError('internal', code, message, { cause });
