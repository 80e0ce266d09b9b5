/**
 * Reads captures: what an instrumentation sent, and the truth about it. Those in CAPTURE_DIRS were sent by a real one;
 * those in SPECIFIED_DIR were written down from its specification, and are named "specified/<dialect>/<scenario>".
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { jsonToProtobuf } from '../../backend/src/decode';
import type { Signal } from '../../backend/src/record/batch';

/** Two sources of captures with one format and one space of names; each has a README that says how they were made. */
const CAPTURE_DIRS = ['telemetry', 'captured'].map((name) =>
  resolve(import.meta.dirname, '../fixtures', name),
);
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

/** Token counts of one request; input includes the cache, output the reasoning. */
export interface Counts {
  input_tokens: number | null;
  output_tokens: number | null;
  cache_read_tokens: number | null;
  cache_write_tokens: number | null;
  reasoning_tokens: number | null;
}

/** A request that the provider answered, as it was billed. */
export interface Billed extends Counts {
  provider: string;
  api: string;
  model_requested: string;
  model_responded: string | null;
  status: number;
  streaming: boolean;
  response_id?: string | null;
  /** Part of `cache_write_tokens`. */
  cache_write_1h_tokens?: number;
}

/** The same request seen through the telemetry: counts are null where it does not carry them. */
export interface SeenCall extends Counts {
  api: string;
  status: number;
  visible: boolean;
  model: string | null;
  /** What the telemetry says where that is not what was billed. */
  reported_instead?: Partial<Counts>;
  reported_cost_usd?: number;
  /** Null: how many of the cache writes last an hour is not sent. */
  cache_write_1h_tokens?: null;
}

/** The parts of expect.json that tests read. */
export interface Expectation {
  /** False for what was written down from a specification; such a file names its `source`. */
  captured?: false;
  source?: string;
  instrumentation: string;
  version: string;
  scenario: string;
  stacked: boolean;
  content_captured: boolean;
  expected_sum: Sums;
  /** `calls[n]` is `billed[n]` seen through the telemetry. */
  calls: SeenCall[];
  billed: Billed[];
  /** Why no backend can show the time to the first token, though something of it is sent. */
  first_token_loss?: string;
  session_id: string | null;
  user_id: string | null;
  /** Of evaluations: what the records say, in order. */
  scores?: Record<string, unknown>[];
}

/** One file of a capture: the body of an export request as it arrived. */
export interface CaptureFile {
  signal: Signal;
  format: 'protobuf' | 'json';
  bytes: Uint8Array;
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
  const captured = CAPTURE_DIRS.flatMap(scenarios).sort();
  const twice = captured.find((name, index) => name === captured[index + 1]);
  if (twice !== undefined) throw new Error(`Two folders of captures have ${twice}: give one another name.`);
  return [...captured, ...scenarios(SPECIFIED_DIR).map((name) => SPECIFIED + name)];
}

function scenarios(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const folders = (path: string) =>
    readdirSync(path, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? entry.name : []));
  return folders(folder)
    .flatMap((dialect) => folders(join(folder, dialect)).map((scenario) => `${dialect}/${scenario}`))
    .sort();
}

function folderOf(name: string): string {
  if (name.startsWith(SPECIFIED)) return join(SPECIFIED_DIR, name.slice(SPECIFIED.length));
  const folders = CAPTURE_DIRS.map((parent) => join(parent, name));
  return folders.find((folder) => existsSync(folder)) ?? folders[0]!;
}

/** Traces, then logs, then metrics, each in order of arrival. */
export function readFiles(name: string): CaptureFile[] {
  const folder = folderOf(name);
  const files = readdirSync(folder).sort();
  return (['traces', 'logs', 'metrics'] as const).flatMap((signal) =>
    files
      .filter((file) => file.startsWith(`${signal}-`))
      .map((file) => ({
        signal,
        format: file.endsWith('.json') ? ('json' as const) : ('protobuf' as const),
        bytes: readFileSync(join(folder, file)),
      })),
  );
}

export const readExpectation = (name: string): Expectation =>
  JSON.parse(readFileSync(join(folderOf(name), 'expect.json'), 'utf8')) as Expectation;

export function readCapture(name: string): Capture {
  const requests = readFiles(name).map(({ signal, format, bytes }) => ({
    signal,
    bytes: format === 'json' ? jsonToProtobuf(signal, bytes) : bytes,
  }));
  return { name, expect: readExpectation(name), requests };
}
