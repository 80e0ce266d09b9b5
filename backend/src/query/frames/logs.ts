/** Grafana's log lines frame: Explore and the logs panel read these field names. */
import type { Frame, LogsQuery } from '@llmobservatory/model';
import type { StepResult } from '../../store/engine';
import { decodeRows } from '../decode';
import type { LogRow, LogsVolumePlan, LogVolumeRow } from '../plan/logs';
import { answerMeta, emptyFrame, type Answered } from './answer';

export function logsFrames(query: LogsQuery, result: StepResult, answered: Answered): Frame[] {
  const all = decodeRows<LogRow>(result);
  const rows = all.slice(0, query.limit);
  if (rows.length === 0) return [emptyFrame(answered)];
  const cut = `Showing the ${query.order} ${query.limit} lines. Narrow the range or the filters to see the others.`;
  return [
    {
      refId: answered.refId,
      meta: {
        ...answerMeta({ ...answered, rows: rows.length }),
        type: 'log-lines',
        typeVersion: [0, 0],
        preferredVisualisationType: 'logs',
        ...(all.length > query.limit ? { notices: [{ severity: 'info', text: cut }] } : {}),
      },
      fields: [
        { name: 'timestamp', type: 'time', values: rows.map((row) => BigInt(row.time_unix_nano)) },
        { name: 'body', type: 'string', values: rows.map((row) => row.body ?? row.event_name ?? '') },
        { name: 'severity', type: 'string', values: rows.map(severity) },
        { name: 'id', type: 'string', values: rows.map((row) => String(row.id)) },
        { name: 'labels', type: 'json', values: rows.map(labels) },
        {
          name: 'traceID',
          type: 'string',
          config: { displayNameFromDS: 'Trace' },
          values: rows.map((row) => row.trace_id),
        },
        {
          name: 'spanID',
          type: 'string',
          config: { displayNameFromDS: 'Span' },
          values: rows.map((row) => row.span_id),
        },
      ],
    },
  ];
}

/** A series a severity, zeros where it has no line. */
export function logsVolumeFrames(
  { stepSeconds }: LogsVolumePlan,
  result: StepResult,
  answered: Answered,
): Frame[] {
  const rows = decodeRows<LogVolumeRow>(result);
  const [first] = rows;
  if (!first) return [emptyFrame(answered)];
  const stepMs = stepSeconds * 1000;
  const length = Math.round(((rows.at(-1)?.bucket ?? first.bucket) - first.bucket) / stepMs) + 1;
  const times = Array.from({ length }, (_, index) => first.bucket + index * stepMs);
  const byLevel = new Map<string, number[]>();
  for (const { bucket, severity_number: number, lines } of rows) {
    const level = severityOf(number) ?? 'unknown';
    const counts = byLevel.get(level) ?? new Array<number>(length).fill(0);
    byLevel.set(level, counts);
    const index = Math.round((bucket - first.bucket) / stepMs);
    counts[index] = (counts[index] ?? 0) + lines;
  }
  return [...byLevel].map(([level, values], index) => ({
    refId: answered.refId,
    meta: { ...(index === 0 ? answerMeta(answered) : {}), type: 'timeseries-multi', typeVersion: [0, 1] },
    fields: [
      { name: 'time', type: 'time', config: { interval: stepMs }, values: times },
      {
        name: 'lines',
        type: 'number',
        labels: { level },
        config: { displayNameFromDS: level, unit: 'short' },
        values,
      },
    ],
  }));
}

/** OTLP severity numbers in their ranges of four; Grafana colours by these names. */
const SEVERITIES = ['trace', 'debug', 'info', 'warning', 'error', 'critical'] as const;

const severityOf = (number: number): string | undefined => SEVERITIES[Math.ceil(number / 4) - 1];

const severity = (row: LogRow): string =>
  severityOf(row.severity_number) ?? row.severity_text?.toLowerCase() ?? 'unknown';

function labels(row: LogRow): Record<string, string> {
  const own = { app: row.service_name, environment: row.environment, event: row.event_name };
  return Object.fromEntries(
    Object.entries({ ...row.attributes, ...own })
      .filter(([, value]) => value !== null)
      .map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
}
