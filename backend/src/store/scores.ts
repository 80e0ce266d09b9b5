/**
 * Scores that come one by one, each with an id of its own. The key of the table has the time in it, and a repetition may
 * say another time: so what is there already is looked for under a lock, and the first copy stays.
 */
import type { Score } from '../record/score';
import { jsonValue } from './copy/column';
import { SCORES } from './copy/tables';
import type { Engine } from './engine';
import { LOCKS } from './locks';
import { quoteColumns } from './quote';

const names = quoteColumns(SCORES.columns.map(({ name }) => name));

const INSERT = `INSERT INTO scores (${names})
  SELECT ${names} FROM jsonb_populate_recordset(NULL::scores, $1::text::jsonb) sent
  WHERE NOT EXISTS (SELECT 1 FROM scores s WHERE s.project = sent.project AND s.id = sent.id)
  ON CONFLICT DO NOTHING`;

/**
 * Resolves after COMMIT.
 * @returns how many were not there already
 */
export async function saveScores(engine: Engine, scores: readonly Score[]): Promise<{ stored: number }> {
  const fresh = [...new Map(scores.map((score) => [`${score.project}\n${score.id}`, score])).values()];
  const rows = fresh.map((score) =>
    Object.fromEntries(SCORES.columns.map((column) => [column.name, jsonValue(column, score)])),
  );
  const results = await engine.run(
    [
      { sql: 'SELECT pg_advisory_xact_lock($1)', params: [LOCKS.scores] },
      { sql: INSERT, params: [JSON.stringify(rows)] },
    ],
    { lane: 'ingest' },
  );
  return { stored: results[1]?.rowCount ?? 0 };
}
