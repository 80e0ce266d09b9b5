/**
 * A data frame as Grafana understands it: columns of equal length. The one form every answer of the backend has,
 * before it becomes Arrow, data frame JSON, plain JSON or CSV.
 */
export type FieldType = 'time' | 'number' | 'int64' | 'string' | 'boolean' | 'json';

export interface FieldConfig {
  displayName?: string;
  displayNameFromDS?: string;
  description?: string;
  /** Grafana unit id: "ms", "currencyUSD", "percentunit", "short". */
  unit?: string;
  decimals?: number;
  min?: number;
  max?: number;
  links?: unknown[];
  custom?: Record<string, unknown>;
  color?: { mode: 'fixed'; fixedColor: string };
  filterable?: boolean;
  interval?: number;
}

/** `null` = unknown. time: ms since 1970 (float) or nanoseconds as bigint; int64: bigint or safe number; json: any JSON value. */
export type FieldValue = unknown;

export interface Field {
  name: string;
  type: FieldType;
  labels?: Record<string, string>;
  config?: FieldConfig;
  values: FieldValue[];
}

export interface Notice {
  severity: 'info' | 'warning' | 'error';
  text: string;
  link?: string;
}

export interface FrameMeta {
  type?:
    | 'timeseries-wide'
    | 'timeseries-multi'
    | 'timeseries-long'
    | 'numeric-wide'
    | 'numeric-multi'
    | 'numeric-long'
    | 'heatmap-rows'
    | 'log-lines';
  typeVersion?: [number, number];
  preferredVisualisationType?: 'graph' | 'table' | 'logs' | 'trace' | 'nodeGraph' | 'flamegraph';
  /** SQL with parameters put in, for Grafana's inspector. Never secrets. */
  executedQueryString?: string;
  notices?: Notice[];
  stats?: { displayName: string; value: number; unit?: string }[];
  /** Beside others, our answers say `AnswerFacts`. */
  custom?: Record<string, unknown>;
  uniqueRowIdFields?: number[];
  /** Grafana Live channel that goes on with this frame: "ds/<uid>/<path>". */
  channel?: string;
}

/** What the first frame of every answer says in `meta.custom`: the editor's hint reads it. */
export interface AnswerFacts {
  /** Figures of calls before this time stay as they are, ISO 8601; null: all of them. */
  settledUntil: string | null;
  source: 'raw' | 'rollup';
  /** Tables that were read, and why these, one sentence. */
  sourceReason: string;
}

export interface Frame {
  name?: string;
  refId?: string;
  meta?: FrameMeta;
  fields: Field[];
}

export const frameLength = (frame: Frame): number => frame.fields[0]?.values.length ?? 0;
