/** The query editor of the data source, and what its query answers. */
import { css } from '@emotion/css';
import { CoreApp } from '@grafana/data';
import type { DataFrame, GrafanaTheme2 } from '@grafana/data';
import type { DataQuery } from '@grafana/schema';
import { useStyles2 } from '@grafana/ui';
import { useState } from 'react';
import { dataSource } from '../datasources';
import { FrameTable } from '../FrameTable';
import { PanelHost } from '../PanelHost';
import type { ViewProps } from '../Shell';
import { lastHours, useFrames } from '../useFrames';
import { useLoaded } from '../useLoaded';

export function QueryView({ address, go }: ViewProps) {
  const styles = useStyles2(getStyles);
  const { value: source, error: problem } = useLoaded(dataSource, []);
  const start = (): DataQuery => ({
    refId: 'A',
    ...source?.getDefaultQuery?.(CoreApp.Explore),
    ...(address.query === null ? {} : (JSON.parse(address.query) as object)),
  });
  const [edited, setEdited] = useState<DataQuery | null>(null);
  const [run, setRun] = useState(0);
  const query = edited ?? start();
  const [asked, setAsked] = useState<DataQuery | null>(null);
  const { data, error } = useFrames(source ? { ...(asked ?? start()) } : null, address.hours, { run });
  if (problem) return <p role="alert">{problem}</p>;
  const Editor = source?.components?.QueryEditor;
  if (!source || !Editor) return null;
  const onRun = (next: DataQuery) => {
    setAsked(next);
    setRun(run + 1);
    go({ query: JSON.stringify(next) });
  };
  return (
    <div className={styles.view}>
      <section className={styles.editor} aria-label="Query editor">
        <Editor
          datasource={source}
          query={query}
          onChange={setEdited}
          // Editors change and run in one go: the query to run is the one that was set last.
          onRunQuery={() => setEdited((last) => (onRun(last ?? query), last))}
          app={CoreApp.Explore}
          range={lastHours(address.hours)}
          data={data}
          queries={[query]}
          history={[]}
        />
      </section>
      <pre className={styles.json} aria-label="Query as JSON" tabIndex={0} data-testid="query-json">
        {JSON.stringify(query, null, 2)}
      </pre>
      {error && <p role="alert">{error}</p>}
      {data.series.map((frame, index) => (
        <FrameView key={index} frame={frame} />
      ))}
    </div>
  );
}

function FrameView({ frame }: { frame: DataFrame }) {
  const styles = useStyles2(getStyles);
  const kind = frame.meta?.preferredVisualisationType ?? frame.meta?.type ?? 'table';
  return (
    <section aria-label={`Frame ${frame.name ?? frame.refId ?? ''}`}>
      <h2 className={styles.heading}>
        {[frame.refId, frame.name, kind, `${frame.length} rows`].filter(Boolean).join(' · ')}
      </h2>
      {frame.meta?.notices?.map(({ text }) => (
        <p key={text}>{text}</p>
      ))}
      {kind === 'trace' ? (
        <div className={styles.panel}>
          <PanelHost
            id="llmobservatory-waterfall-panel"
            data={{ state: 'Done' as never, series: [frame], timeRange: lastHours(1) }}
          />
        </div>
      ) : (
        <FrameTable frame={frame} label={`Rows of ${frame.name ?? frame.refId ?? 'the frame'}`} />
      )}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  view: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1) }),
  editor: css({
    padding: theme.spacing(1),
    background: theme.colors.background.primary,
    border: `1px solid ${theme.colors.border.weak}`,
  }),
  json: css({ maxHeight: 160, overflow: 'auto', margin: 0, fontSize: theme.typography.bodySmall.fontSize }),
  heading: css({ fontSize: theme.typography.h5.fontSize }),
  panel: css({ position: 'relative', height: 480, border: `1px solid ${theme.colors.border.weak}` }),
});
