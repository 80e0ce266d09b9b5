/** The frame of the workbench: what it is, what can be opened, the theme. */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { RadioButtonGroup, Tab, TabsBar, useStyles2 } from '@grafana/ui';
import { useState } from 'react';
import type { ComponentType } from 'react';
import { VIEWS, writeAddress } from './address';
import type { Address, ThemeName, View } from './address';
import { useAddress, useGrafanaLinks } from './useAddress';
import { AppView } from './views/AppView';
import { ConfigView } from './views/ConfigView';
import { PanelsView } from './views/PanelsView';
import { QueryView } from './views/QueryView';
import { TracesView } from './views/TracesView';

export interface ViewProps {
  address: Address;
  go: (change: Partial<Address>) => void;
}

const VIEW_PARTS: Record<View, { label: string; Body: ComponentType<ViewProps> }> = {
  traces: { label: 'Traces', Body: TracesView },
  panels: { label: 'Panels', Body: PanelsView },
  query: { label: 'Query editor', Body: QueryView },
  config: { label: 'Data source', Body: ConfigView },
  app: { label: 'App', Body: AppView },
};

const THEMES: { value: ThemeName; label: string }[] = [
  { value: 'dark', label: 'Dark' },
  { value: 'light', label: 'Light' },
];

export function Shell() {
  const styles = useStyles2(getStyles);
  const [address, go] = useAddress();
  const [said, setSaid] = useState('');
  useGrafanaLinks(go, setSaid);
  const { Body } = VIEW_PARTS[address.view];
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1 className={styles.title}>Workbench</h1>
        <p className={styles.what}>
          A developer&apos;s tool, not a second Grafana: the built plugins, on your data.
        </p>
        <RadioButtonGroup
          size="sm"
          aria-label="Theme"
          options={THEMES}
          value={address.theme}
          onChange={(theme) => window.location.assign(writeAddress({ ...address, theme }))}
        />
      </header>
      <TabsBar>
        {VIEWS.map((view) => (
          <Tab
            key={view}
            label={VIEW_PARTS[view].label}
            active={view === address.view}
            onChangeTab={() => go({ view, trace: null, query: null, panel: null, options: null })}
          />
        ))}
      </TabsBar>
      <p role="status" className={styles.said}>
        {said}
      </p>
      <main className={styles.body}>
        <Body address={address} go={go} />
      </main>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({
    display: 'flex',
    flexDirection: 'column',
    height: '100vh',
    background: theme.colors.background.canvas,
  }),
  head: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: theme.spacing(2),
    padding: theme.spacing(0.5, 2),
  }),
  title: css({ margin: 0, fontSize: theme.typography.h4.fontSize }),
  what: css({ margin: 0, flex: '1 1 300px', color: theme.colors.text.secondary }),
  said: css({
    margin: 0,
    padding: theme.spacing(0, 2),
    color: theme.colors.text.secondary,
    '&:empty': { display: 'none' },
  }),
  body: css({ position: 'relative', flex: 1, minHeight: 0, overflow: 'auto', padding: theme.spacing(1, 2) }),
});
