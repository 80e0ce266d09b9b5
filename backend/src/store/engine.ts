/**
 * The one port to a database. A run is a list of steps that commit or fail together; there is no open transaction
 * between two calls, so a run is one message to the embedded engine's worker and one checked-out connection on a server.
 */
export type Lane = 'ingest' | 'panel' | 'job';

export type SqlParameter =
  string | number | bigint | boolean | null | Date | Uint8Array | readonly (string | number | null)[];

export type Step =
  | { sql: string; params?: readonly SqlParameter[] }
  /** `COPY … FROM STDIN (FORMAT binary)`: bytes with header and trailer. */
  | { copyInto: string; columns: readonly string[]; bytes: Uint8Array };

export interface Column {
  name: string;
  /** PostgreSQL type OID. */
  oid: number;
}

/** Values are PostgreSQL's text output, so that both engines give the same; `query/decode` makes values of them. */
export interface StepResult {
  columns: Column[];
  rows: (string | null)[][];
  rowCount: number;
}

export interface RunOptions {
  lane: Lane;
  /** Aborting takes a waiting run out of the queue; on a server it also cancels a running statement. */
  signal?: AbortSignal;
  /** The run is stopped after this time: TIMEOUT. Default: the engine's statement timeout. */
  timeoutMs?: number;
  /** READ ONLY transaction. */
  readOnly?: boolean;
  /** Use the login role that owns nothing (gate 3); on the embedded engine there is no such boundary. */
  asReader?: boolean;
  /** More rows than this: the run fails with ROW_LIMIT. */
  maxRows?: number;
}

export interface EngineFacts {
  engine: 'postgres' | 'embedded';
  edition: 'community' | 'apache';
  postgresVersion: string;
  timescaleVersion: string;
}

export interface Engine {
  /** Known after `open`. */
  readonly facts: EngineFacts;
  /**
   * Runs the steps in one transaction.
   * @throws ObservatoryError DATABASE_UNAVAILABLE (unavailable), QUERY_TIMEOUT (timeout), CANCELLED (cancelled);
   *         DatabaseError with the SQLSTATE for everything the database itself refused.
   */
  run(steps: readonly Step[], options: RunOptions): Promise<StepResult[]>;
  /** Waits for what runs, then closes. */
  close(): Promise<void>;
}

/** What the database refused, with its SQLSTATE ("23505"), never a stack of the driver. */
export class DatabaseError extends Error {
  readonly code: string;
  readonly detail?: string;
  readonly hint?: string;
  /** 1-based character position in the SQL text, as PostgreSQL reports it. */
  readonly position?: number;
  readonly constraint?: string;
  /** Index of the step that failed. */
  readonly step: number;

  constructor(fields: {
    message: string;
    code: string;
    detail?: string;
    hint?: string;
    position?: number;
    constraint?: string;
    step: number;
  }) {
    super(fields.message);
    this.name = 'DatabaseError';
    this.code = fields.code;
    this.detail = fields.detail;
    this.hint = fields.hint;
    this.position = fields.position;
    this.constraint = fields.constraint;
    this.step = fields.step;
  }
}
