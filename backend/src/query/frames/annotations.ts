/**
 * Events for Grafana's annotations. Every row has a timeEnd, that of a point is its time: Grafana takes the columns from
 * the first row, and draws a region without an end as an error.
 */
import { money } from '@llmobservatory/format';
import type { AnnotationsQuery, Field, Frame } from '@llmobservatory/model';

import type { AnnotationKind, BurstRow, FirstSeenRow } from '../plan/annotations';
import { answerMeta, emptyFrame, type Answered } from './answer';

export interface Event {
  /** ms since 1970 */
  time: number;
  timeEnd: number;
  title: string;
  text: string;
  tags: string[];
  /** The same event has the same id in every answer. */
  id: string;
}

/** The newest events, in order of time. */
export function annotationsFrames(
  query: AnnotationsQuery,
  events: readonly Event[],
  answered: Answered,
): Frame[] {
  const shown = [...events].sort((a, b) => a.time - b.time).slice(-query.limit);
  if (shown.length === 0) return [emptyFrame(answered)];
  const field = (name: keyof Event, type: Field['type'], value = (event: Event): unknown => event[name]) => ({
    name,
    type,
    values: shown.map(value),
  });
  return [
    {
      refId: answered.refId,
      meta: answerMeta({ ...answered, rows: shown.length }),
      fields: [
        field('time', 'time'),
        field('timeEnd', 'time'),
        field('title', 'string'),
        field('text', 'string'),
        field('tags', 'string', ({ tags }) => tags.filter((tag) => tag !== '').join(',')),
        field('id', 'string'),
      ],
    },
  ];
}

const point = (kind: AnnotationKind, row: FirstSeenRow, event: Pick<Event, 'title' | 'text' | 'tags'>): Event => ({
  time: row.at,
  timeEnd: row.at,
  id: [kind, row.c0, row.c1, row.c2 ?? ''].join('/'),
  ...event,
}); // prettier-ignore

export const FIRST_SEEN_EVENT: Record<
  Exclude<AnnotationKind, 'error_bursts'>,
  (row: FirstSeenRow) => Event
> = {
  releases: (row) =>
    point('releases', row, {
      title: `Release ${row.c1}`,
      text: `${row.c0 || 'An app without a name'} made its first call as release ${row.c1}.`,
      tags: ['release', row.c0],
    }),
  prompts: (row) =>
    point('prompts', row, {
      title: `Prompt ${row.c1} ${row.c2 ?? ''}`.trim(),
      text: `${row.c0 || 'An app without a name'} used version ${row.c2} of the prompt "${row.c1}" for the first time.`,
      tags: ['prompt', row.c0],
    }),
  models: (row) =>
    point('models', row, {
      title: `Model ${row.c1}`,
      text: `First call of ${row.c1}${row.c0 ? ` at ${row.c0}` : ''} in 30 days.`,
      tags: ['model', row.c0],
    }),
  prices: (row) =>
    point('prices', row, {
      title: `Price of ${row.c1}`,
      text: `From here on calls of ${row.c1}${row.c0 ? ` at ${row.c0}` : ''} have another price${pricesOf(row)}.`,
      tags: ['price', row.c0],
    }),
};

function pricesOf({ input, output }: FirstSeenRow): string {
  const known = [
    ...(input === null || input === undefined ? [] : [`${money(input)} for a million input tokens`]),
    ...(output === null || output === undefined ? [] : [`${money(output)} for a million output tokens`]),
  ];
  return known.length > 0 ? `: ${known.join(', ')}` : '';
}

/** Slices that follow each other are one burst. `rows` by app, then time. */
export function burstEvents(rows: readonly BurstRow[], sliceMs: number): Event[] {
  const bursts: BurstRow[][] = [];
  for (const row of rows) {
    const last = bursts.at(-1)?.at(-1);
    if (last?.app === row.app && row.bucket - last.bucket === sliceMs) bursts.at(-1)?.push(row);
    else bursts.push([row]);
  }
  return bursts.map((slices) => {
    const [first, last] = [slices[0] as BurstRow, slices.at(-1) as BurstRow];
    const sum = (of: 'calls' | 'errors') => slices.reduce((all, slice) => all + slice[of], 0);
    const worst = slices.reduce((most, slice) => (slice.errors > most.errors ? slice : most));
    return {
      time: first.bucket,
      timeEnd: last.bucket + sliceMs,
      title: `Errors of ${first.app || '(no app)'}`,
      text: `${sum('errors')} of ${sum('calls')} calls failed, mostly with ${worst.error}.`,
      tags: ['errors', first.app],
      id: `error_bursts/${first.app}/${first.bucket}`,
    };
  });
}
