/** A frame as the text of data frame JSON, made in slices: for a large one, JSON.stringify alone takes seconds. */
import type { Field, Frame } from '@llmobservatory/model';
import { inSlices, SLICE, type Sliced } from '../query/slices';
import { entitiesOf, nanosOf, schemaOf, valuesOf, type Entities } from './json';

/** The same as `JSON.stringify(frameToJson(frame))`, with turns for others in between. */
export const frameToJsonText = (frame: Frame): Promise<string> => inSlices(textOf(frame));

interface FieldText {
  values: string;
  nanos: string | null;
  entities: Entities | null;
}

function* textOf({ name, refId, meta, fields }: Frame): Sliced<string> {
  const texts: FieldText[] = [];
  for (const field of fields) texts.push(yield* fieldText(field));
  const schema = JSON.stringify({
    ...(name && { name }),
    ...(refId && { refId }),
    ...(meta && { meta }),
    fields: fields.map(schemaOf),
  });
  const values = `"values":[${texts.map((text) => text.values).join(',')}]`;
  const nanos = texts.some((text) => text.nanos !== null)
    ? `,"nanos":[${texts.map((text) => text.nanos ?? 'null').join(',')}]`
    : '';
  const entities = texts.some((text) => text.entities !== null)
    ? `,"entities":${JSON.stringify(texts.map((text) => text.entities))}`
    : '';
  return `{"schema":${schema},"data":{${values}${nanos}${entities}}}`;
}

function* fieldText(field: Field): Sliced<FieldText> {
  const values: string[] = [];
  const nanos: (number[] | null)[] = [];
  let entities: Entities | null = null;
  for (let start = 0; start < field.values.length; start += SLICE) {
    const part = { ...field, values: field.values.slice(start, start + SLICE) };
    values.push(itemsOf(valuesOf(part)));
    nanos.push(nanosOf(part));
    entities = merged(entities, entitiesOf(part), start);
    yield;
  }
  const zeros = (index: number) => new Array<number>(Math.min(SLICE, field.values.length - index * SLICE)).fill(0);
  return {
    values: `[${values.join(',')}]`,
    nanos: nanos.some((part) => part !== null)
      ? `[${nanos.map((part, index) => itemsOf(part ?? zeros(index))).join(',')}]`
      : null,
    entities,
  };
} // prettier-ignore

const itemsOf = (list: unknown[]): string => JSON.stringify(list).slice(1, -1);

function merged(known: Entities | null, more: Entities | null, offset: number): Entities | null {
  if (more === null) return known;
  const all: Entities = known ?? {};
  for (const [name, rows] of Object.entries(more) as [keyof Entities, number[]][]) {
    const list = (all[name] ??= []);
    for (const row of rows) list.push(row + offset);
  }
  return all;
}
