/** A migrated embedded database to copy: a copy takes a tenth of a second, the migrations take seconds. */
import { createHash } from 'node:crypto';
import { mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { migrate, readMigrations } from '../backend/src/store/migrate';
import { openEngine } from '../backend/src/store/open';

export const MIGRATIONS = resolve(import.meta.dirname, '../migrations');

/** Folder to be copied. Made once per text of the migrations; several test processes may want it at the same moment. */
export async function embeddedTemplate(): Promise<string> {
  const hash = createHash('sha256');
  for (const { id, checksum } of await readMigrations(MIGRATIONS)) hash.update(id).update(checksum);
  const template = join(tmpdir(), `observatory-template-${hash.digest('hex').slice(0, 16)}`);
  if (await exists(template)) return template;
  const dataDir = await mkdtemp(`${template}-`);
  const engine = await openEngine({
    databaseUrl: null,
    databaseReaderUrl: null,
    databaseConnections: 1,
    dataDir,
    queryTimeout: 120,
  });
  await migrate(engine, { folder: MIGRATIONS });
  await engine.close();
  // The first to finish wins; a folder that is there already can't be replaced.
  await rename(dataDir, template).catch(() => rm(dataDir, { recursive: true, force: true }));
  return template;
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
