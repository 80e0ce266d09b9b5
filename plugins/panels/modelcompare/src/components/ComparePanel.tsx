/** The panel: frames in, models side by side. A frame that cannot be read says which kind of field is missing. */
import { LoadingState } from '@grafana/data';
import type { PanelProps } from '@grafana/data';
import { PanelDataErrorView } from '@grafana/runtime';
import { useTraces } from '@llmobservatory/panel';
import { useMemo } from 'react';
import { readAnswer } from '../model/fields';
import { readOptions } from '../options';
import type { CompareOptions } from '../options';
import { text } from '../text';
import { CompareView } from './CompareView';

export function ComparePanel({
  id,
  data,
  width,
  height,
  timeZone,
  options: stored,
  fieldConfig,
}: PanelProps<CompareOptions>) {
  const options = useMemo(() => readOptions(stored), [stored]);
  const read = useMemo(() => readAnswer(data.series), [data.series]);
  const tracesOf = useTraces(data);
  if ('answer' in read) {
    return (
      <CompareView
        // What a person chose on screen holds until somebody sets it in the options.
        key={JSON.stringify([options.view, options.baseline, options.matched, options.maxModels])}
        answer={read.answer}
        tracesOf={tracesOf}
        options={options}
        width={width}
        height={height}
        timeZone={timeZone}
      />
    );
  }
  if (data.state === LoadingState.Loading) return null;
  return (
    <PanelDataErrorView
      panelId={id}
      data={data}
      fieldConfig={fieldConfig}
      // A query that failed says more than what it left behind.
      message={data.errors?.[0]?.message ?? data.error?.message ?? problemOf(read.missing)}
    />
  );
}

function problemOf(missing: readonly ('text' | 'number')[]): string {
  if (missing.length === 0) {
    return text('no-rows', 'No calls in this time range. Choose a longer range or remove filters.');
  }
  return text(
    'wrong-frame',
    'Needs a text field with the model and at least one number field. Missing here: {{missing}}.',
    { missing: missing.map((kind) => MISSING[kind]()).join(', ') },
  );
}

const MISSING = {
  text: () => text('missing.text', 'a text field'),
  number: () => text('missing.number', 'a number field'),
} as const;
