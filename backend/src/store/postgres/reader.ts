/**
 * The login role of raw SQL (gate 3): it owns nothing, reads only what was granted to it, and can't write.
 * Its password follows from the main connection's, so that all replicas agree without a second secret. Without a
 * password there (trust, peer) it has none either, and logs in only where the server asks for none.
 */
import { createHmac } from 'node:crypto';
import pg from 'pg';
import type { Database } from '../engine';
import { scramVerifier } from './scram';

export const READER_ROLE = 'llm_observatory_reader';

export interface Reader {
  role: string;
  login: pg.ClientConfig;
}

/** Limits of one session. `temp_file_limit` may be set by superusers only; what is refused is left out. */
const ROLE_SETTINGS = [
  'default_transaction_read_only = on',
  "statement_timeout = '60s'",
  "idle_in_transaction_session_timeout = '60s'",
  "work_mem = '32MB'",
  "temp_file_limit = '1GB'",
];

/**
 * Finds or makes the role and tries it.
 * @param readerUrl login given by the operator; null: `llm_observatory_reader`, made when the main role may
 * @returns the reader, or why there is none
 */
export async function prepareReader(
  database: Database,
  url: string,
  readerUrl: string | null,
): Promise<Reader | { missing: string }> {
  if (readerUrl) {
    const login = { connectionString: readerUrl };
    return tryLogin(login, new pg.Client(login).user ?? '');
  }
  const login = derivedLogin(url);
  const first = await tryLogin(login, READER_ROLE);
  if ('role' in first) return first;
  const refused = await makeRole(database, login.password);
  return refused ? { missing: refused } : tryLogin(login, READER_ROLE);
}

function derivedLogin(url: string): pg.ClientConfig & { password?: string } {
  const { host, port, database, ssl, password } = new pg.Client({ connectionString: url });
  const derived = password
    ? createHmac('sha256', password).update(READER_ROLE).digest('base64url')
    : undefined;
  return { host, port, database, ssl, user: READER_ROLE, password: derived };
}

/** A login that could do more than read is no boundary: refused, even when the operator gave it. */
async function tryLogin(login: pg.ClientConfig, role: string): Promise<Reader | { missing: string }> {
  const client = new pg.Client({ ...login, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ owns: boolean }>(
      `SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls
           OR EXISTS (SELECT 1 FROM pg_class WHERE relowner = pg_roles.oid) AS owns
         FROM pg_roles WHERE rolname = current_user`,
    );
    if (rows[0]?.owns !== false) return { missing: `the role "${role}" may do more than read` };
    return { role, login };
  } catch (error) {
    return { missing: error instanceof Error ? error.message : String(error) };
  } finally {
    await client.end().catch(() => {});
  }
}

async function makeRole(database: Database, password: string | undefined): Promise<string | undefined> {
  const attempt = (sql: string): Promise<string | undefined> =>
    database.run([{ sql }], { lane: 'job' }).then(
      () => undefined,
      (error: Error) => error.message,
    );
  // It is there already when another backend was faster, or when its password no longer follows from ours.
  await attempt(`CREATE ROLE ${READER_ROLE} NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT`);
  const secret = password ? `PASSWORD '${scramVerifier(password)}'` : '';
  const refused = await attempt(`ALTER ROLE ${READER_ROLE} LOGIN ${secret}`);
  if (refused) return refused;
  for (const setting of ROLE_SETTINGS) await attempt(`ALTER ROLE ${READER_ROLE} SET ${setting}`);
  return undefined;
}
