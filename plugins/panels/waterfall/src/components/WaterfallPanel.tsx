/**
 * The panel: frames in, one trace on screen. A wrong frame says which fields are missing; several traces in one answer
 * are chosen from.
 */
import { css } from '@emotion/css';
import { LoadingState } from '@grafana/data';
import type { PanelProps } from '@grafana/data';
import { PanelDataErrorView } from '@grafana/runtime';
import { Combobox, EmptyState, InlineField, ToolbarButton } from '@grafana/ui';
import { exactCount } from '@llmobservatory/format';
import { useId, useMemo, useState } from 'react';
import { readTraces } from '../model/fields';
import { buildTrace } from '../model/tree';
import type { Trace } from '../model/tree';
import { counted, text } from '../text';
import { readOptions } from '../options';
import type { WaterfallOptions } from '../options';
import { CompareView } from './CompareView';
import { TraceView } from './TraceView';

export function WaterfallPanel({
  id,
  data,
  width,
  height,
  options: stored,
  fieldConfig,
  replaceVariables,
}: PanelProps<WaterfallOptions>) {
  const options = useMemo(() => readOptions(stored), [stored]);
  const read = useMemo(() => readTraces(data.series), [data.series]);
  const traces = useMemo(() => ('traces' in read ? read.traces.map(buildTrace) : []), [read]);
  const links = useMemo(
    () => ({ replaceVariables, range: data.timeRange }),
    [replaceVariables, data.timeRange],
  );
  const [chosen, setChosen] = useState<string | null>(null);
  const [against, setAgainst] = useState<string | null>(null);

  if ('missing' in read) {
    return (
      <PanelDataErrorView
        panelId={id}
        data={data}
        fieldConfig={fieldConfig}
        message={text(
          'wrong-frame',
          'This panel needs a trace: fields traceID, spanID, parentSpanID, operationName, startTime, duration. Missing here: {{missing}}.',
          { missing: read.missing.join(', ') },
        )}
      />
    );
  }
  const trace = traces.find(({ traceId }) => traceId === chosen) ?? traces[0];
  if (!trace) {
    return (
      <div className={centered}>
        {data.state === LoadingState.Loading ? null : (
          <EmptyState variant="not-found" hideImage message={text('empty.title', 'No trace chosen.')}>
            {text('empty.what', 'Open one from a list, or set the variable traceId.')}
          </EmptyState>
        )}
      </div>
    );
  }
  const other = traces.find(({ traceId }) => traceId === against && traceId !== trace.traceId);
  if (other) {
    return (
      <CompareView
        a={trace}
        b={other}
        width={width}
        height={height}
        onSwap={() => {
          setChosen(other.traceId);
          setAgainst(trace.traceId);
        }}
        onClose={() => setAgainst(null)}
      >
        <Chooser label="A" traces={traces} value={trace.traceId} onChange={setChosen} />
        <Chooser label="B" traces={traces} value={other.traceId} onChange={setAgainst} />
      </CompareView>
    );
  }
  const next = traces.find(({ traceId }) => traceId !== trace.traceId);
  return (
    <TraceView
      // What was folded and opened belongs to this trace; a refresh of the same trace keeps it.
      key={`${trace.traceId} ${options.expand}`}
      trace={trace}
      width={width}
      height={height}
      options={options}
      links={links}
      chooser={next && <Chooser traces={traces} value={trace.traceId} onChange={setChosen} />}
      more={
        next && (
          <ToolbarButton icon="columns" variant="canvas" onClick={() => setAgainst(next.traceId)}>
            {text('compare.start', 'Compare')}
          </ToolbarButton>
        )
      }
    />
  );
}

interface ChooserProps {
  label?: string;
  traces: Trace[];
  value: string;
  onChange: (traceId: string) => void;
}

function Chooser({ label = text('choose.label', 'Trace'), traces, value, onChange }: ChooserProps) {
  const id = useId();
  return (
    <InlineField label={label} htmlFor={id}>
      <Combobox
        id={id}
        width="auto"
        minWidth={24}
        value={value}
        options={traces.map(({ traceId, roots, nodes }) => ({
          value: traceId,
          label: roots[0]?.span.name ?? traceId,
          description: `${traceId} · ${counted('head.spans', nodes.length, '{{spans}} span', '{{spans}} spans', { spans: exactCount(nodes.length) })}`,
        }))}
        onChange={({ value }) => onChange(value)}
      />
    </InlineField>
  );
}

const centered = css({ display: 'flex', height: '100%', alignItems: 'center', justifyContent: 'center' });
