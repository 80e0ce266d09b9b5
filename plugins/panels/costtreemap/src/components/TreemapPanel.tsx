/** The panel: frames in, a treemap on screen. A frame that cannot be drawn says which kind of field is missing. */
import type { PanelData, PanelProps } from '@grafana/data';
import { LoadingState } from '@grafana/data';
import { PanelDataErrorView } from '@grafana/runtime';
import { useTraces } from '@llmobservatory/panel';
import { useMemo } from 'react';
import { readTable } from '../model/fields';
import { readOptions } from '../options';
import type { TreemapOptions } from '../options';
import { text } from '../text';
import { TreemapView } from './TreemapView';

export function TreemapPanel({
  id,
  data,
  width,
  height,
  options: stored,
  fieldConfig,
}: PanelProps<TreemapOptions>) {
  const options = useMemo(() => readOptions(stored), [stored]);
  const levelNames = JSON.stringify(options.levels);
  const read = useMemo(
    () => readTable(data.series, JSON.parse(levelNames) as string[]),
    [data.series, levelNames],
  );
  const tracesOf = useTraces(data);
  if ('table' in read && read.table.rows.length > 0) {
    return (
      <TreemapView
        panelId={id}
        table={read.table}
        tracesOf={tracesOf}
        options={options}
        width={width}
        height={height}
      />
    );
  }
  if (data.state === LoadingState.Loading) return null;
  return (
    <PanelDataErrorView
      panelId={id}
      data={data}
      fieldConfig={fieldConfig}
      message={failureOf(data) ?? problemOf(read)}
    />
  );
}

/** A query that failed has no rows either, but for another reason. */
function failureOf({ state, errors, error }: PanelData): string | null {
  if (state !== LoadingState.Error) return null;
  const said = errors?.[0]?.message ?? error?.message ?? '';
  return text('failed', 'The query failed. {{said}}', { said });
}

function problemOf(read: ReturnType<typeof readTable>): string {
  if ('missing' in read) {
    return text(
      'wrong-frame',
      'Needs at least one text field and one number field. Missing here: {{missing}}. A total by app and model is a good start.',
      { missing: read.missing.map((kind) => MISSING[kind]()).join(', ') },
    );
  }
  return text('no-rows', 'No data in this time range. Choose a longer range or remove filters.');
}

const MISSING = {
  text: () => text('missing.text', 'a text field'),
  number: () => text('missing.number', 'a number field'),
} as const;
