/**
 * Gate 2 of raw SQL: names resolve in a schema made for the caller's set of projects. Its views carry the project ids as
 * constants, because a setting could be overwritten from inside a SELECT, and `security_barrier`, so that no function of
 * the query sees a row before the filter has. The public schema is not in the search path.
 */
import { createHash } from 'node:crypto';
import { VIEWS } from '@llmobservatory/model';
import type { Engine, Step } from '../../store/engine';
import { decodeRows } from '../decode';

export interface ReaderSchema {
  /** Of the caller's views: `llm_read_<hash of the projects>`. */
  schema: string;
  /** Where TimescaleDB's functions live. */
  extensionSchema: string;
  /** Role to take inside of the transaction; null: the connection logs in as the reader. */
  role: string | null;
}

/**
 * The embedded engine has one session, which is the superuser's. Taking this role for a query is no boundary, since SQL
 * that got through gate 1 could take it off again; it only makes one more thing that would have to go wrong.
 */
const EMBEDDED_ROLE = 'llm_observatory_reader';

/** Makes the schema when it is missing or older than the public views; remembers those it has seen. */
export function createReaderSchemas(engine: Engine): (projects: readonly string[]) => Promise<ReaderSchema> {
  const ready = new Map<string, Promise<ReaderSchema>>();
  return (projects) => {
    const key = JSON.stringify([...new Set(projects)].sort());
    const known = ready.get(key);
    if (known) return known;
    const made = ensure(engine, JSON.parse(key) as string[]);
    ready.set(key, made);
    // A failure must not be remembered: the database may be back in a second.
    made.catch(() => ready.delete(key));
    return made;
  };
}

/** First steps of a transaction that runs a query there. */
export const enterReaderSchema = ({ schema, role }: ReaderSchema): Step[] => [
  // pg_temp is named last, because it would be searched first.
  { sql: `SET LOCAL search_path TO ${schema}, pg_temp` },
  ...(role ? [{ sql: `SET LOCAL ROLE ${role}` }] : []),
];

/** Backends that start at once make the same schema: one at a time. Any number that nothing else uses. */
const LOCK = 4_317_200_001;

async function ensure(engine: Engine, projects: readonly string[]): Promise<ReaderSchema> {
  const place = await whereThingsAre(engine);
  const schema = `llm_read_${hash(projects.join('\n')).slice(0, 16)}`;
  const role = engine.facts.engine === 'embedded' ? EMBEDDED_ROLE : null;
  const script =
    (role ? createRole(role) : '') + schemaScript(schema, projects, place, role ?? engine.facts.readerRole);
  // The columns are part of it: a view made before a migration lacks the columns that the migration added.
  const fingerprint = hash(script + place.columns);
  if ((await fingerprintOf(engine, schema)) !== fingerprint) {
    await engine.run(
      [
        { sql: 'SELECT pg_advisory_xact_lock($1::bigint)', params: [LOCK] },
        { script: `${script}COMMENT ON SCHEMA ${schema} IS '${fingerprint}';` },
      ],
      { lane: 'job' },
    );
  }
  return { schema, extensionSchema: place.extension_schema, role };
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

interface Place {
  extension_schema: string;
  own_schema: string;
  /** Names and types of the columns of the public views. */
  columns: string;
}

async function whereThingsAre(engine: Engine): Promise<Place> {
  const [result] = await engine.run(
    [
      {
        sql: `SELECT quote_ident(n.nspname) AS extension_schema, quote_ident(current_schema()) AS own_schema,
  (SELECT string_agg(table_name || '.' || column_name || ' ' || udt_name, ',' ORDER BY table_name, ordinal_position)
   FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = ANY($1::text[])) AS columns
FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'timescaledb'`,
        params: [VIEWS.map((view) => view.name)],
      },
    ],
    { lane: 'panel', readOnly: true },
  );
  const [place] = decodeRows<Place>(result!);
  if (!place) throw new Error('The TimescaleDB extension is not installed in this database.');
  return place;
}

async function fingerprintOf(engine: Engine, schema: string): Promise<string | null> {
  const [result] = await engine.run(
    [
      {
        sql: `SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = $1`,
        params: [schema],
      },
    ],
    { lane: 'panel', readOnly: true },
  );
  return result?.rows[0]?.[0] ?? null;
}

const createRole = (role: string): string =>
  `DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '${role}') THEN CREATE ROLE ${role}; END IF; END $$;\n`;

/** DDL takes no parameters: the ids are quoted here, and nowhere else in the query room. */
function schemaScript(
  schema: string,
  projects: readonly string[],
  place: Place,
  reader: string | null,
): string {
  const owned = `project IN (${projects.map((id) => `'${id.replaceAll("'", "''")}'`).join(', ')})`;
  const role = reader === null ? undefined : `"${reader.replaceAll('"', '""')}"`;
  return [
    `DROP SCHEMA IF EXISTS ${schema} CASCADE`,
    `CREATE SCHEMA ${schema}`,
    ...VIEWS.map(
      ({ name }) =>
        `CREATE VIEW ${schema}.${name} WITH (security_barrier) AS SELECT * FROM ${place.own_schema}.${name} WHERE ${owned}`,
    ),
    ...(role
      ? [
          `GRANT USAGE ON SCHEMA ${schema}, ${place.extension_schema} TO ${role}`,
          `GRANT SELECT ON ALL TABLES IN SCHEMA ${schema} TO ${role}`,
        ]
      : []),
  ]
    .map((statement) => `${statement};\n`)
    .join('');
}
