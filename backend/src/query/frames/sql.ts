/** Rows of raw SQL → a table as it is, or time series of the first time column, with texts as labels. */
import { VIEWS, type Field, type Frame, type FrameMeta, type SqlQuery } from '@llmobservatory/model';
import type { StepResult } from '../../store/engine';
import { decodeColumns, type DecodedColumn } from '../decode';
import { refusal } from '../sql/refuse';
import { answerMeta, emptyFrame, type Answered } from './answer';

/** More lines than this are no chart. */
const MAX_SERIES = 1000;

/** @throws ObservatoryError SQL_NO_TIME_COLUMN, SQL_TOO_MANY_SERIES (caller) */
export function sqlFrames(
  query: SqlQuery,
  result: StepResult,
  answered: Answered,
  fromAlert: boolean,
): Frame[] {
  const columns = decodeColumns(result);
  if (query.format === 'time_series') return seriesFrames(columns, result.rows.length, answered);
  const meta: FrameMeta = {
    ...answerMeta(answered),
    preferredVisualisationType: 'table',
    // Alert expressions read numbers with labels; a plain table they refuse.
    ...(fromAlert && isNumericLong(columns) ? { type: 'numeric-long', typeVersion: [0, 1] } : {}),
  };
  return [{ refId: answered.refId, meta, fields: columns.map((column) => fieldOf(column)) }];
}

const isNumber = ({ type }: DecodedColumn): boolean => type === 'number' || type === 'int64';
const isLabel = ({ type }: DecodedColumn): boolean => type === 'string' || type === 'boolean';

const isNumericLong = (columns: readonly DecodedColumn[]): boolean =>
  columns.some(isNumber) && columns.every((column) => isNumber(column) || isLabel(column));

const UNITS = new Map(VIEWS.flatMap((view) => view.columns.map((column) => [column.name, column.unit])));

/** A column that kept the name it has in a view keeps its unit. */
function fieldOf(column: DecodedColumn, values = column.values): Field {
  const unit = isNumber(column) ? UNITS.get(column.name) : undefined;
  return { name: column.name, type: column.type, ...(unit ? { config: { unit } } : {}), values };
}

function seriesFrames(columns: readonly DecodedColumn[], length: number, answered: Answered): Frame[] {
  const time = columns.find((column) => column.type === 'time');
  const numbers = columns.filter(isNumber);
  if (!time || numbers.length === 0) {
    throw refusal(
      'SQL_NO_TIME_COLUMN',
      'Time series need a time column and a number, such as SELECT $__timeGroupAlias(ts, $__interval), count(*) … GROUP BY 1. Show the answer as a table otherwise.',
    );
  }
  if (length === 0) return [emptyFrame(answered)];
  const labels = columns.filter(isLabel);
  const series = [...rowsBySeries(time, labels, length).values()];
  if (series.length > MAX_SERIES) {
    throw refusal(
      'SQL_TOO_MANY_SERIES',
      `The texts of this query make ${series.length} time series; ${MAX_SERIES} can be shown. Group by fewer columns, or show a table.`,
    );
  }
  const frames = series.flatMap((rows): { type: FrameMeta['type']; fields: Field[] }[] => {
    const pick = (column: DecodedColumn) => rows.map((row) => column.values[row]);
    const times: Field = { name: time.name, type: 'time', values: pick(time) };
    const values = numbers.map((column) => fieldOf(column, pick(column)));
    if (labels.length === 0) return [{ type: 'timeseries-wide', fields: [times, ...values] }];
    const own = Object.fromEntries(
      labels.map((column) => [column.name, String(column.values[rows[0] ?? 0] ?? '')]),
    );
    // A frame per number: of a frame with several, alert rules read the first and drop the others.
    return values.map((value) => ({
      type: 'timeseries-multi',
      fields: [times, { ...value, labels: own }],
    }));
  });
  return frames.map(({ type, fields }, index) => ({
    refId: answered.refId,
    meta: { ...(index === 0 ? answerMeta(answered) : {}), type, typeVersion: [0, 1] },
    fields,
  }));
}

/** Row numbers of each combination of labels, by time; a row without a time has no place on the axis. */
function rowsBySeries(
  time: DecodedColumn,
  labels: readonly DecodedColumn[],
  length: number,
): Map<string, number[]> {
  const order = Array.from({ length }, (_, row) => row)
    .filter((row) => time.values[row] !== null)
    .sort((a, b) => Number(time.values[a]) - Number(time.values[b]));
  const series = new Map<string, number[]>();
  for (const row of order) {
    const key = JSON.stringify(labels.map((column) => column.values[row]));
    const rows = series.get(key);
    if (rows) rows.push(row);
    else series.set(key, [row]);
  }
  return series;
}
