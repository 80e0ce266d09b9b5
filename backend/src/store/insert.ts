/**
 * One ingest transaction: COPY into each table, resources that were not seen yet, and what settle has to look at.
 * The optimistic way copies straight into the tables. When a record is there already, the same bytes go through temporary
 * tables and INSERT … ON CONFLICT DO NOTHING: the first copy of a record wins, whoever sends it again.
 */
import type { CallRow } from '../record/call';
import type { Resource } from '../record/span';
import { CopyBuffer } from './copy/copyBuffer';
import { writeRow, type Table } from './copy/column';
import {
  CALLS,
  hasContent,
  LOGS,
  METRIC_POINTS,
  SCORES,
  SETTLE_QUEUE,
  SPAN_CONTENT,
  SPANS,
  type Touched,
} from './copy/tables';
import type { Engine, Step } from './engine';
import type { StoreBatch } from './parts';
import { quoteColumns } from './quote';

export type InsertMode = 'copy' | 'merge';

export interface Inserter {
  /** Resolves after COMMIT. @throws what `Engine.run` throws, EncodeError */
  insert(batch: StoreBatch, mode: InsertMode): Promise<void>;
}

/** Resource ids known to be stored. Forgetting them costs an insert that does nothing. */
const KNOWN_RESOURCES = 50_000;

/** The buffers are used again by the next insert, so one inserter does one insert at a time. */
export function createInserter(engine: Engine, knownResources: Set<bigint>): Inserter {
  const buffers = new Map<string, CopyBuffer>();

  function encode<R>(table: Table<R>, records: readonly R[]): Uint8Array | undefined {
    let buffer = buffers.get(table.name);
    if (!buffer) buffers.set(table.name, (buffer = new CopyBuffer()));
    buffer.clear();
    for (const record of records) writeRow(buffer, table, record);
    return buffer.rows > 0 ? buffer.finish() : undefined;
  }

  function copy<R>(table: Table<R>, records: readonly R[], mode: InsertMode): Step[] {
    const bytes = encode(table, records);
    if (!bytes) return [];
    const columns = table.columns.map((column) => column.name);
    return mode === 'copy' ? [{ copyInto: table.name, columns, bytes }] : merge(table.name, columns, bytes);
  }

  return {
    async insert(batch, mode) {
      const fresh = freshResources(batch, knownResources);
      const steps = [
        ...insertResources(fresh),
        ...copy(SPANS, batch.spans, mode),
        ...copy(SPAN_CONTENT, batch.spans.filter(hasContent), mode),
        ...copy(CALLS, batch.calls, mode),
        ...copy(LOGS, batch.logs, mode),
        ...copy(METRIC_POINTS, batch.points, mode),
        ...copy(SCORES, batch.scores, mode),
        // The queue has no key that could be taken, so it never needs a merge.
        ...copy(SETTLE_QUEUE, touchedBy(batch), 'copy'),
      ];
      if (steps.length === 0) return;
      await engine.run(steps, { lane: 'ingest' });
      if (knownResources.size > KNOWN_RESOURCES) knownResources.clear();
      for (const { id } of fresh) knownResources.add(id);
    },
  };
}

function merge(table: string, columns: readonly string[], bytes: Uint8Array): Step[] {
  const stage = `stage_${table}`;
  const names = quoteColumns(columns);
  return [
    { script: `CREATE TEMPORARY TABLE ${stage} (LIKE ${table} INCLUDING DEFAULTS) ON COMMIT DROP` },
    { copyInto: stage, columns, bytes },
    { sql: `INSERT INTO ${table} (${names}) SELECT ${names} FROM ${stage} ON CONFLICT DO NOTHING` },
  ];
}

function freshResources(batch: StoreBatch, known: ReadonlySet<bigint>): Resource[] {
  const fresh = new Map<bigint, Resource>();
  for (const records of [batch.spans, batch.logs, batch.points])
    for (const { resource } of records) if (!known.has(resource.id)) fresh.set(resource.id, resource);
  // In one order, so that two writers with the same new resources wait for each other instead of locking up.
  return [...fresh.values()].sort((left, right) => (left.id < right.id ? -1 : 1));
}

function insertResources(resources: readonly Resource[]): Step[] {
  if (resources.length === 0) return [];
  return [
    {
      sql: `INSERT INTO resources (id, service_name, service_version, environment, attributes)
            SELECT id, service_name, service_version, environment, attributes::jsonb
            FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[])
              AS new (id, service_name, service_version, environment, attributes)
            ON CONFLICT DO NOTHING`,
      params: [
        resources.map(({ id }) => id.toString()),
        resources.map(({ serviceName }) => serviceName),
        resources.map(({ serviceVersion }) => serviceVersion),
        resources.map(({ environment }) => environment),
        resources.map(({ attributes }) => attributes),
      ],
    },
  ];
}

/**
 * Each trace, each response id, and each claim that names neither, once. Traces of plain spans too: they have a row in
 * `traces`.
 */
function touchedBy({ spans, calls }: StoreBatch): Touched[] {
  const touched = new Map<string, Touched>();
  const touch = (
    kind: 'trace' | 'response' | 'claim',
    project: string,
    id: string | null,
    unixNano: bigint,
  ) => {
    const key = `${kind}${project}\n${id}`;
    if (id === null || touched.has(key)) return;
    const of = (wanted: typeof kind) => (kind === wanted ? id : null);
    touched.set(key, {
      project,
      traceId: of('trace'),
      responseId: of('response'),
      claimId: of('claim'),
      unixNano,
    });
  };
  for (const span of spans) touch('trace', span.project, span.traceId, span.startUnixNano);
  for (const { claim } of calls satisfies readonly CallRow[]) {
    touch('trace', claim.project, claim.traceId, claim.startUnixNano);
    touch('response', claim.project, claim.responseId, claim.startUnixNano);
    const isAlone = claim.traceId === null && claim.responseId === null;
    if (isAlone) touch('claim', claim.project, claim.claimId, claim.startUnixNano);
  }
  return [...touched.values()];
}
