/** Budgets of the file, as rows: what left the file is removed, what people made stays. */
import type { Budget } from '../record/budget';
import type { Engine } from './engine';

const PROJECTS = `INSERT INTO projects (id, name)
  SELECT DISTINCT b ->> 'project', b ->> 'project' FROM jsonb_array_elements($1::jsonb) b ON CONFLICT (id) DO NOTHING`;
const GONE = `DELETE FROM budgets WHERE source = 'file'
  AND (project, name) NOT IN (SELECT b ->> 'project', b ->> 'name' FROM jsonb_array_elements($1::jsonb) b)`;
const SAVE = `INSERT INTO budgets (project, name, scope, time_window, time_zone, limit_usd, source)
  SELECT b ->> 'project', b ->> 'name', b -> 'scope', b ->> 'window', b ->> 'timeZone', (b ->> 'limitUsd')::numeric, 'file'
  FROM jsonb_array_elements($1::jsonb) b
  ON CONFLICT (project, name) DO UPDATE SET scope = excluded.scope, time_window = excluded.time_window,
    time_zone = excluded.time_zone, limit_usd = excluded.limit_usd, source = 'file'`;

export async function saveFileBudgets(engine: Engine, budgets: readonly Budget[]): Promise<void> {
  const params = [JSON.stringify(budgets)];
  await engine.run(
    [PROJECTS, GONE, SAVE].map((sql) => ({ sql, params })),
    { lane: 'job' },
  );
}
