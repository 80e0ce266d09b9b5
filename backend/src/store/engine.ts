/**
 * The one port to a database. A run is a list of steps that commit or fail together; there is no open transaction
 * between two calls, so a run is one message to the embedded engine's worker and one checked-out connection on a server.
 */
export type Lane = 'ingest' | 'panel' | 'job';

export type SqlParameter =
  string | number | bigint | boolean | null | Date | Uint8Array | readonly (string | number | null)[];

export type Step =
  | { sql: string; params?: readonly SqlParameter[] }
  /** Several statements without parameters and without rows to read: migrations. */
  | { script: string }
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
  /** Each step commits by itself: for CALL and VACUUM, which PostgreSQL refuses inside a transaction. */
  autocommit?: boolean;
  /**
   * Use the login role that owns nothing (gate 3), always in a READ ONLY transaction; its name is `facts.readerRole`.
   * The embedded engine has no such boundary and runs it like any other.
   */
  asReader?: boolean;
  /** More rows than this: the run fails with ROW_LIMIT. */
  maxRows?: number;
  /** More bytes of values than this: the run fails with BYTE_LIMIT. */
  maxBytes?: number;
}

/** Held by one backend among all that use the database. */
export interface Lock {
  /** Aborts when the lock is gone without having been released: the connection that held it broke. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

export interface EngineFacts {
  engine: 'postgres' | 'embedded';
  edition: 'community' | 'apache';
  postgresVersion: string;
  timescaleVersion: string;
  /** Login role of `asReader` runs; null: there is none, and on a server such runs fail with READER_UNAVAILABLE. */
  readerRole: string | null;
}

/** What an adapter provides. `openEngine` adds the facts. */
export interface Database {
  /**
   * Runs the steps in one transaction.
   * @throws ObservatoryError DATABASE_UNAVAILABLE (unavailable), QUERY_TIMEOUT (timeout), CANCELLED (cancelled),
   *         ROW_LIMIT, BYTE_LIMIT (too_large), READER_UNAVAILABLE (unavailable);
   *         DatabaseError with the SQLSTATE for everything the database itself refused.
   */
  run(steps: readonly Step[], options: RunOptions): Promise<StepResult[]>;
  /** Takes the lock of this number; null when another backend has it. On the embedded engine there is no other. */
  tryLock(key: number): Promise<Lock | null>;
  /** Waits for what runs, then closes. */
  close(): Promise<void>;
}

export interface Engine extends Database {
  readonly facts: EngineFacts;
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
