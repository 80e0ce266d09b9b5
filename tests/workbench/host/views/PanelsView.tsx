/** A panel on the answer of a query: which one, with which options, in which size says the address. */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { RadioButtonGroup, useStyles2 } from '@grafana/ui';
import { useCallback, useMemo, useState } from 'react';
import { fixedSize, PanelHost } from '../PanelHost';
import type { ViewProps } from '../Shell';
import { useFrames } from '../useFrames';
import type { AdHocFilters } from '../useFrames';

/** What each panel is shown with when the address names no query. The waterfall has a page of its own. */
const PANELS = [
  {
    value: 'llmobservatory-costtreemap-panel',
    label: 'Cost treemap',
    query: {
      queryType: 'metrics',
      shape: 'total',
      groupBy: ['app', 'model'],
      measures: ['cost', 'calls', 'tokens', 'errors', 'unpriced_calls'],
    },
  },
  {
    value: 'llmobservatory-modelcompare-panel',
    label: 'Model compare',
    query: { queryType: 'models' },
  },
];

export function PanelsView({ address, go }: ViewProps) {
  const styles = useStyles2(getStyles);
  const panel = PANELS.find(({ value }) => value === address.panel) ?? PANELS[0]!;
  const [filters, setFilters] = useState<AdHocFilters>([]);
  // As a dashboard does it: another value of the same key takes its place, and all panels are asked again.
  const onFilter = useCallback(
    (filter: AdHocFilters[number]) =>
      setFilters((before) => [...before.filter(({ key }) => key !== filter.key), filter]),
    [],
  );
  const { data, error } = useFrames(
    address.query === null ? panel.query : (JSON.parse(address.query) as Record<string, unknown>),
    address.hours,
    { filters },
  );
  const options = useMemo(
    () => (address.options === null ? undefined : (JSON.parse(address.options) as Record<string, unknown>)),
    [address.options],
  );
  return (
    <div className={styles.view}>
      <RadioButtonGroup
        size="sm"
        aria-label="Panel"
        options={PANELS}
        value={panel.value}
        onChange={(id) => go({ panel: id, query: null, options: null })}
      />
      <p role="status" aria-label="Filters" className={styles.filters}>
        {filters.map(({ key, operator, value }) => `${key} ${operator} ${value}`).join(' · ')}
      </p>
      {error && <p role="alert">{error}</p>}
      <div className={styles.panel} style={fixedSize(address.size)} data-testid="panel">
        <PanelHost
          // Another question is another panel: nothing drilled or opened is left.
          key={`${panel.value} ${address.query}`}
          id={panel.value}
          data={data}
          options={options}
          onFilter={onFilter}
        />
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  view: css({ display: 'flex', flexDirection: 'column', height: '100%', gap: theme.spacing(1) }),
  filters: css({ margin: 0, '&:empty': { display: 'none' } }),
  panel: css({
    position: 'relative',
    flex: 1,
    minHeight: 0,
    background: theme.colors.background.primary,
    border: `1px solid ${theme.colors.border.weak}`,
  }),
});
