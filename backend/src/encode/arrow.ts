/**
 * Frame → Arrow IPC *file* as Grafana's Go SDK reads it (`data/arrow.go` of grafana-plugin-sdk-go): explicit types,
 * no dictionaries, everything that is not a value as JSON text in metadata. Grafana 12 takes no other form from plugins.
 *
 * A field is nullable only when it holds a null: the Go type follows from that flag, and Grafana's data plane wants
 * its time columns (and the body of log lines) without one.
 */
import {
  Field as ArrowField,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  tableToIPC,
  type Data,
  type DataType,
} from 'apache-arrow';
import type { Field, FieldType, Frame } from '@llmobservatory/model';
import { frameLength } from '@llmobservatory/model';
import { atOnce, inSlices, type Sliced } from '../query/slices';
import { ObservatoryError } from '../record/errors';
import { columnOf } from './arrowColumns';

/** Type of a field in Grafana's frontend. JSON has none of its own. */
const TS_TYPES: Record<FieldType, string> = {
  time: 'time',
  number: 'number',
  int64: 'number',
  string: 'string',
  boolean: 'boolean',
  json: 'other',
};

/**
 * @throws ObservatoryError FRAME_BAD_VALUE, FRAME_UNEVEN (internal: our bug), FRAME_OUT_OF_RANGE (caller),
 *         FRAME_TOO_LARGE (too_large)
 */
export const frameToArrow = (frame: Frame): Buffer => atOnce(encode(frame));

/** The same, with turns for others in between. @throws as `frameToArrow` */
export const frameToArrowInSlices = (frame: Frame): Promise<Buffer> => inSlices(encode(frame));

function* encode(frame: Frame): Sliced<Buffer> {
  const length = frameLength(frame);
  const uneven = frame.fields.find((field) => field.values.length !== length);
  if (uneven) {
    throw new ObservatoryError(
      'internal',
      'FRAME_UNEVEN',
      `Field "${uneven.name}" has ${uneven.values.length} rows, the first field has ${length}. This is a fault of the backend; please report it with the query.`,
    );
  }
  const children: Data<DataType>[] = [];
  for (const field of frame.fields) children.push(yield* columnOf(field));
  const fields = frame.fields.map((field, index) => {
    const column = children[index] as Data<DataType>;
    return new ArrowField(field.name, column.type, column.nullCount > 0, fieldMetadata(field));
  });
  const schema = new Schema(fields, frameMetadata(frame));
  const rows = makeData({ type: new Struct(fields), length, nullCount: 0, children });
  return Buffer.from(tableToIPC(new Table(schema, [new RecordBatch(schema, rows)]), 'file'));
}

function fieldMetadata(field: Field): Map<string, string> {
  const metadata = new Map([['tstype', TS_TYPES[field.type]]]);
  if (field.labels) metadata.set('labels', JSON.stringify(field.labels));
  if (field.config) metadata.set('config', JSON.stringify(field.config));
  return metadata;
}

function frameMetadata(frame: Frame): Map<string, string> {
  const metadata = new Map([
    ['name', frame.name ?? ''],
    ['refId', frame.refId ?? ''],
  ]);
  if (frame.meta) metadata.set('meta', JSON.stringify(frame.meta));
  return metadata;
}
