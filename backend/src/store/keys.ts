/** API keys in the database: found by hash, made at the start from the settings. */
import type { ApiKey } from '../access/keys';
import type { Scope } from '../access/caller';
import type { Engine, SqlParameter } from './engine';

const FIND = `
  SELECT name, encode(key_hash, 'hex'), to_json(scopes), to_json(projects), rate_per_second,
         extract(epoch FROM expires_at) * 1000, extract(epoch FROM revoked_at) * 1000
  FROM api_keys WHERE key_hash = $1`;

/** To the minute, so that a busy key is not written all the time. */
const TOUCH = `
  UPDATE api_keys SET last_used_at = now()
  WHERE key_hash = $1 AND (last_used_at IS NULL OR last_used_at < now() - INTERVAL '1 minute')`;

/** @throws ObservatoryError DATABASE_UNAVAILABLE */
export async function findKey(engine: Engine, hash: Buffer): Promise<ApiKey | null> {
  // A caller waits for it, and so does the data it sends: before everything else.
  const [result] = await engine.run([{ sql: FIND, params: [hash] }], { lane: 'ingest', readOnly: true });
  const row = result?.rows[0];
  if (!row) return null;
  // Nobody waits for it, and a time that is not written is no failure.
  engine.run([{ sql: TOUCH, params: [hash] }], { lane: 'job' }).catch(() => {});
  const [name, hex, scopes, projects, rate, expires, revoked] = row;
  return {
    name: name ?? '',
    hash: Buffer.from(hex ?? '', 'hex'),
    scopes: JSON.parse(scopes ?? '[]') as Scope[],
    projects: JSON.parse(projects ?? '[]') as string[],
    ratePerSecond: rate === null || rate === undefined ? null : Number(rate),
    expiresAt: dateOf(expires),
    revokedAt: dateOf(revoked),
  };
}

const dateOf = (ms: string | null | undefined) => (ms ? new Date(Number(ms)) : null);

/**
 * Makes the keys and their projects that are missing. A key that stands already stays as it is, revoked or not:
 * what somebody changed in the database is not undone by a restart.
 */
export async function ensureKeys(engine: Engine, keys: readonly ApiKey[]): Promise<void> {
  if (keys.length === 0) return;
  const projects = [...new Set(keys.flatMap((key) => key.projects))];
  const json = JSON.stringify(
    keys.map((key) => ({
      name: key.name,
      hash: key.hash.toString('hex'),
      scopes: key.scopes,
      projects: key.projects,
    })),
  );
  const params: SqlParameter[] = [json];
  await engine.run(
    [
      {
        sql: 'INSERT INTO projects (id, name) SELECT id, id FROM jsonb_array_elements_text($1::jsonb) AS id ON CONFLICT (id) DO NOTHING',
        params: [JSON.stringify(projects)],
      },
      {
        sql: `
          INSERT INTO api_keys (name, key_hash, scopes, projects)
          SELECT k ->> 'name', decode(k ->> 'hash', 'hex'),
                 ARRAY(SELECT jsonb_array_elements_text(k -> 'scopes')), ARRAY(SELECT jsonb_array_elements_text(k -> 'projects'))
          FROM jsonb_array_elements($1::jsonb) AS k
          ON CONFLICT (key_hash) DO NOTHING`,
        params,
      },
    ],
    { lane: 'job' },
  );
}
