/** A panel plugin with data, options and a measured size: what a dashboard gives to a panel. */
import { EventBusSrv, LoadingState } from '@grafana/data';
import type { InterpolateFunction, PanelData, PanelPlugin } from '@grafana/data';
import { PanelContextProvider } from '@grafana/ui';
import { useMemo, useRef, useState } from 'react';
import type { CSSProperties } from 'react';
import { loadPanel } from './loader';
import { useLoaded } from './useLoaded';
import { useSize } from './useSize';

interface Props {
  id: string;
  data: PanelData;
  options?: Record<string, unknown>;
  /** Filters that the panel sets, as a dashboard would take them. */
  onFilter?: (filter: { key: string; operator: string; value: string }) => void;
}

/** "WIDTHxHEIGHT" of the address as the size of the place that a panel fills. */
export function fixedSize(size: string | null): CSSProperties | undefined {
  const [width, height] = size?.split('x').map(Number) ?? [];
  return width && height ? { flex: 'none', boxSizing: 'content-box', width, height } : undefined;
}

/** A dashboard has no variables here; a panel may bring its own for a link: `${__span.traceId}`, `${__span.tags["a"]}`. */
const fillSpan: InterpolateFunction = (text = '', scopedVars = {}) =>
  text.replace(/\$\{__span\.(\w+)(?:\["([^"]+)"\])?\}/g, (asked, name: string, key?: string) => {
    const found = (scopedVars.__span?.value as Record<string, unknown> | undefined)?.[name];
    const value = key === undefined ? found : (found as Record<string, unknown> | undefined)?.[key];
    return value === undefined ? asked : String(value);
  });

const NO_FIELD_CONFIG = { defaults: {}, overrides: [] };

export function PanelHost({ id, data, options, onFilter }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(place);
  const { value: plugin, error } = useLoaded(() => loadPanel(id), [id]);
  if (error) return <p role="alert">{error}</p>;
  return (
    // A fixed size is that of the content; Grafana's styles hand the box on, and inside it is Grafana's again.
    <div ref={place} style={{ position: 'absolute', inset: 0, boxSizing: 'border-box' }}>
      {plugin && width > 0 && (
        <Panel
          plugin={plugin}
          data={data}
          options={options}
          onFilter={onFilter}
          width={width}
          height={height}
        />
      )}
    </div>
  );
}

function Panel({
  plugin,
  data,
  options,
  onFilter,
  width,
  height,
}: Omit<Props, 'id'> & { plugin: PanelPlugin; width: number; height: number }) {
  const [eventBus] = useState(() => new EventBusSrv());
  const merged = useMemo(() => ({ ...plugin.defaults, ...options }), [plugin, options]);
  const context = useMemo(
    () => ({ eventsScope: 'workbench', eventBus, onAddAdHocFilter: onFilter }),
    [eventBus, onFilter],
  );
  const Body = plugin.panel;
  if (!Body) return null;
  return (
    <PanelContextProvider value={context}>
      <Body
        id={1}
        title=""
        data={data}
        timeRange={data.timeRange}
        timeZone="browser"
        options={merged}
        fieldConfig={NO_FIELD_CONFIG}
        width={width}
        height={height}
        transparent={false}
        renderCounter={data.state === LoadingState.Done ? 1 : 0}
        eventBus={eventBus}
        replaceVariables={fillSpan}
        onOptionsChange={() => undefined}
        onFieldConfigChange={() => undefined}
        onChangeTimeRange={() => undefined}
      />
    </PanelContextProvider>
  );
}
