/** What is compared with what, and how it is looked at. */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Combobox, Dropdown, Menu, RadioButtonGroup, Switch, useStyles2 } from '@grafana/ui';
import { useId } from 'react';
import { MAX_MODELS } from '../options';
import type { View } from '../options';
import { counted, text } from '../text';

interface Props {
  view: View;
  views: readonly View[];
  onView: (view: View) => void;
  /** `null`: there is nothing to switch. */
  matched: { on: boolean; line: string; onToggle: () => void } | null;
  baseline: { value: string; options: readonly string[]; onChange: (model: string) => void } | null;
  models: { all: readonly string[]; shown: readonly string[]; onToggle: (model: string) => void };
}

export function Toolbar({ view, views, onView, matched, baseline, models }: Props) {
  const styles = useStyles2(getStyles);
  const baselineId = useId();
  const matchedId = useId();
  return (
    <div className={styles.bar}>
      {views.length > 1 && (
        <RadioButtonGroup
          size="sm"
          aria-label={text('bar.view', 'View')}
          options={views.map((value) => ({ value, label: viewLabel(value) }))}
          value={view}
          onChange={onView}
        />
      )}
      {matched && (
        <span className={styles.matched}>
          <label htmlFor={matchedId}>{matched.on ? matched.line : text('bar.unmatched', 'Matched')}</label>
          <Switch id={matchedId} value={matched.on} onChange={matched.onToggle} />
        </span>
      )}
      <span className={styles.space} />
      {models.all.length > 1 && <ModelMenu {...models} />}
      {baseline && (
        <span className={styles.baseline}>
          <label htmlFor={baselineId}>{text('bar.baseline', 'Baseline')}</label>
          <Combobox
            id={baselineId}
            width="auto"
            minWidth={12}
            maxWidth={28}
            value={baseline.value}
            options={baseline.options.map((value) => ({ value, label: value }))}
            onChange={({ value }) => baseline.onChange(value)}
          />
        </span>
      )}
    </div>
  );
}

export function viewLabel(view: View): string {
  return VIEW_LABELS[view]();
}

const VIEW_LABELS: Record<View, () => string> = {
  table: () => text('view.table', 'Table'),
  pareto: () => text('view.pareto', 'Pareto'),
  whatIf: () => text('view.what-if', 'What if'),
};

function ModelMenu({ all, shown, onToggle }: Props['models']) {
  const styles = useStyles2(getStyles);
  const hidden = all.length - shown.length;
  return (
    <Dropdown
      placement="bottom-end"
      overlay={() => (
        <Menu>
          <div className={styles.menu}>
            <Menu.Group
              label={
                shown.length >= MAX_MODELS
                  ? text('models.full', 'Six models at most. Remove one first.')
                  : text('models.title', 'Models in columns')
              }
            >
              {all.map((model, place) => (
                <Menu.Item
                  key={model}
                  role="menuitemcheckbox"
                  ariaChecked={shown.includes(model)}
                  icon={shown.includes(model) ? 'check' : undefined}
                  label={model}
                  // The first is the baseline: without it there is nothing to compare with.
                  disabled={place === 0 || (!shown.includes(model) && shown.length >= MAX_MODELS)}
                  onClick={() => onToggle(model)}
                />
              ))}
            </Menu.Group>
          </div>
        </Menu>
      )}
    >
      <Button size="sm" variant="secondary" fill="text" icon="angle-down" iconPlacement="right">
        {hidden > 0
          ? text('models.more', '+{{n}} more', { n: hidden })
          : counted('models.count', all.length, '{{count}} model', '{{count}} models')}
      </Button>
    </Dropdown>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1),
    flexShrink: 0,
    padding: theme.spacing(0.5, 1),
  }),
  matched: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    minWidth: 0,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  space: css({ flex: 1 }),
  menu: css({ maxHeight: 'min(360px, 60vh)', overflowY: 'auto' }),
  baseline: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
