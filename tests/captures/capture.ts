/**
 * Reads captures: what an instrumentation sent, and the truth about it. Those in CAPTURES_DIR were sent by a real one;
 * those in SPECIFIED_DIR were written down from its specification, and are named "specified/<dialect>/<scenario>".
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { jsonToProtobuf } from '../../backend/src/decode';
import type { Signal } from '../../backend/src/record/batch';

const CAPTURES_DIR = resolve(import.meta.dirname, '../fixtures/telemetry');
const SPECIFIED_DIR = resolve(import.meta.dirname, '../fixtures/specified');
const SPECIFIED = 'specified/';

export interface Sums {
  calls: number | null;
  failed_calls: number | null;
  input_tokens: number | null;
  output_tokens: number | null;
  cache_read_tokens: number | null;
  cache_write_tokens: number | null;
  reasoning_tokens: number | null;
}

/** The parts of expect.json that tests read. */
export interface Expectation {
  /** False for what was written down from a specification; such a file names its `source`. */
  captured?: false;
  source?: string;
  stacked: boolean;
  content_captured: boolean;
  expected_sum: Sums;
  calls: {
    api: string;
    status: number;
    visible: boolean;
    input_tokens: number | null;
    output_tokens: number | null;
    cache_read_tokens: number | null;
    cache_write_tokens: number | null;
    reasoning_tokens: number | null;
    model: string | null;
  }[];
  billed: {
    provider: string;
    model_requested: string;
    model_responded: string | null;
    response_id: string | null;
  }[];
  session_id: string | null;
  user_id: string | null;
}

export interface Request {
  signal: Signal;
  /** One OTLP export request in protobuf. */
  bytes: Uint8Array;
}

export interface Capture {
  name: string;
  expect: Expectation;
  /** Traces, then logs, then metrics, each in order of arrival. */
  requests: Request[];
}

/** Names such as "otel-openai-v2/tool-loop", sorted; those of specifications after the real ones. */
export function captureNames(): string[] {
  return [...scenarios(CAPTURES_DIR), ...scenarios(SPECIFIED_DIR).map((name) => SPECIFIED + name)];
}

function scenarios(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const folders = (path: string) =>
    readdirSync(path, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? entry.name : []));
  return folders(folder)
    .flatMap((dialect) => folders(join(folder, dialect)).map((scenario) => `${dialect}/${scenario}`))
    .sort();
}

const folderOf = (name: string): string =>
  name.startsWith(SPECIFIED) ? join(SPECIFIED_DIR, name.slice(SPECIFIED.length)) : join(CAPTURES_DIR, name);

export function readCapture(name: string): Capture {
  const folder = folderOf(name);
  const files = readdirSync(folder).sort();
  const requests = (['traces', 'logs', 'metrics'] as const).flatMap((signal) =>
    files
      .filter((file) => file.startsWith(`${signal}-`))
      .map((file) => {
        const bytes = readFileSync(join(folder, file));
        return { signal, bytes: file.endsWith('.json') ? jsonToProtobuf(signal, bytes) : bytes };
      }),
  );
  return {
    name,
    expect: JSON.parse(readFileSync(join(folder, 'expect.json'), 'utf8')) as Expectation,
    requests,
  };
}
