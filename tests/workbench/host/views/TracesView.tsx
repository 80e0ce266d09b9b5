/** The list of traces, and the waterfall of the chosen one. */
import { css } from '@emotion/css';
import { LoadingState } from '@grafana/data';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, LoadingBar, RadioButtonGroup, useStyles2 } from '@grafana/ui';
import { FrameTable } from '../FrameTable';
import { fixedSize, PanelHost } from '../PanelHost';
import type { ViewProps } from '../Shell';
import { useFrames } from '../useFrames';

const WATERFALL_ID = 'llmobservatory-waterfall-panel';

const RANGES = [
  { value: 1, label: '1 hour' },
  { value: 24, label: '24 hours' },
  { value: 24 * 7, label: '7 days' },
  { value: 24 * 30, label: '30 days' },
];

export function TracesView({ address, go }: ViewProps) {
  return address.trace === null ? (
    <TraceList address={address} go={go} />
  ) : (
    <OneTrace traceId={address.trace} address={address} go={go} />
  );
}

const LIST_QUERY = { refId: 'A', queryType: 'traces', limit: 200 };

function TraceList({ address, go }: ViewProps) {
  const { data, error } = useFrames(LIST_QUERY, address.hours);
  const frame = data.series[0];
  return (
    <>
      <RadioButtonGroup
        size="sm"
        aria-label="Time range"
        options={RANGES}
        value={address.hours}
        onChange={(hours) => go({ hours })}
      />
      {data.state === LoadingState.Loading && <LoadingBar width={400} />}
      {error && <p role="alert">{error}</p>}
      {frame && frame.length > 0 ? (
        <FrameTable
          frame={frame}
          label="Traces"
          cell={(field, row, text) =>
            field.name === 'traceID' ? (
              <Button size="sm" fill="text" onClick={() => go({ trace: String(field.values[row]) })}>
                {text}
              </Button>
            ) : (
              text
            )
          }
        />
      ) : (
        data.state === LoadingState.Done &&
        !error && <p>No trace in this range. Send one to port 4318, or start with --demo.</p>
      )}
    </>
  );
}

function OneTrace({ traceId, address, go }: ViewProps & { traceId: string }) {
  const styles = useStyles2(getStyles);
  const { data, error } = useFrames({ refId: 'A', queryType: 'trace', traceId }, address.hours);
  return (
    <div className={styles.one}>
      <div className={styles.head}>
        <Button size="sm" variant="secondary" icon="arrow-left" onClick={() => go({ trace: null })}>
          Traces
        </Button>
        <code>{traceId}</code>
      </div>
      {error && <p role="alert">{error}</p>}
      <div className={styles.panel} style={fixedSize(address.size)}>
        <PanelHost id={WATERFALL_ID} data={data} />
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  one: css({ display: 'flex', flexDirection: 'column', height: '100%', gap: theme.spacing(1) }),
  head: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1), alignItems: 'center' }),
  panel: css({
    position: 'relative',
    flex: 1,
    minHeight: 0,
    background: theme.colors.background.primary,
    border: `1px solid ${theme.colors.border.weak}`,
  }),
});
