/**
 * The line of switches above the rows: what bars stand for, what is marked and folded, search, and the two questions
 * "why slow?" and "why dear?". In a narrow panel the switches keep their icons and lose their words.
 */
import { css } from '@emotion/css';
import type { GrafanaTheme2, IconName } from '@grafana/data';
import {
  Button,
  Icon,
  IconButton,
  Input,
  RadioButtonGroup,
  Toggletip,
  ToolbarButton,
  useStyles2,
} from '@grafana/ui';
import { exactCount } from '@llmobservatory/format';
import { forwardRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { BAR_VALUES } from '../model/amounts';
import type { BarValue } from '../model/amounts';
import type { Look, LookAction } from '../model/look';
import { counted, text } from '../text';

interface Props {
  look: Look;
  dispatch: (action: LookAction) => void;
  /** What bars can stand for in this trace: no tokens, no switch. */
  bars: readonly BarValue[];
  /** Infrastructure spans that can be folded. */
  infrastructure: number;
  hasMoney: boolean;
  /** Number of matches, and which of them has the focus (-1: none). */
  matches: number;
  current: number;
  onMatch: (back: boolean) => void;
  narrow: boolean;
  children?: ReactNode;
}

const BAR_WORDS: Record<BarValue, () => string> = {
  time: () => text('bars.time', 'Time'),
  tokens: () => text('bars.tokens', 'Tokens'),
  cost: () => text('bars.cost', 'Cost'),
};

export const Toolbar = forwardRef<HTMLInputElement, Props>(function Toolbar(props, searchInput) {
  const { look, dispatch, bars, infrastructure, hasMoney, narrow, children } = props;
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.bar} role="toolbar" aria-label={text('toolbar.label', 'How the trace is shown')}>
      {bars.length > 1 && (
        <RadioButtonGroup
          size="sm"
          aria-label={text('toolbar.bars', 'Bars show')}
          options={BAR_VALUES.filter((value) => bars.includes(value)).map((value) => ({
            value,
            label: BAR_WORDS[value](),
          }))}
          value={look.bars}
          onChange={(value) => dispatch({ type: 'bars', bars: value })}
        />
      )}
      <Switch
        icon="arrow-random"
        on={look.path}
        narrow={narrow}
        onClick={() => dispatch({ type: 'path' })}
        hint={text('toolbar.path-hint', 'What the end of the trace was waiting for (w)')}
      >
        {text('toolbar.path', 'Critical path')}
      </Switch>
      {infrastructure > 0 && (
        <Switch
          icon="cloud"
          on={look.infrastructure}
          narrow={narrow}
          onClick={() => dispatch({ type: 'infrastructure' })}
          hint={text('toolbar.infrastructure-hint', 'Show HTTP, database and queue spans one by one (h)')}
        >
          {text('toolbar.infrastructure', '+{{spans}} infrastructure', { spans: exactCount(infrastructure) })}
        </Switch>
      )}
      <Switch
        icon="stopwatch"
        on={look.reason === 'slow'}
        narrow={narrow}
        onClick={() => dispatch({ type: 'reason', reason: 'slow' })}
      >
        {text('toolbar.slow', 'Why slow?')}
      </Switch>
      {hasMoney && (
        <Switch
          icon="dollar-alt"
          on={look.reason === 'dear'}
          narrow={narrow}
          onClick={() => dispatch({ type: 'reason', reason: 'dear' })}
        >
          {text('toolbar.dear', 'Why dear?')}
        </Switch>
      )}
      <Search {...props} ref={searchInput} />
      {look.window && (
        <Button
          size="sm"
          variant="secondary"
          fill="text"
          icon="search-minus"
          onClick={() => dispatch({ type: 'unzoom' })}
        >
          {text('toolbar.unzoom', 'Whole trace')}
        </Button>
      )}
      {children}
      <Toggletip title={text('keys.title', 'Keys')} content={<Keys />} placement="bottom-end">
        <IconButton name="keyboard" aria-label={text('keys.title', 'Keys')} />
      </Toggletip>
    </div>
  );
});

/** In the order of use. */
const KEYS: readonly (readonly [keys: string, does: () => string])[] = [
  ['↑ ↓ Home End PgUp PgDn', () => text('keys.rows', 'to another row')],
  ['→ ←', () => text('keys.open', 'open and go in, close and go out')],
  ['*', () => text('keys.subtree', 'open everything below')],
  ['Enter, Esc', () => text('keys.detail', 'detail of the span, and back')],
  ['a, x', () => text('keys.jump', 'next model call, next error')],
  ['/, n, N', () => text('keys.search', 'search, next match, previous match')],
  ['m', () => text('keys.bars', 'bars show time, tokens, cost')],
  ['w, h', () => text('keys.marks', 'critical path, infrastructure')],
  ['+ − 0', () => text('keys.zoom', 'zoom in, out, everything')],
  ['Shift+← →', () => text('keys.pan', 'earlier, later')],
];

function Keys() {
  const styles = useStyles2(getStyles);
  return (
    <dl className={styles.keys}>
      {KEYS.map(([keys, does]) => (
        <div key={keys}>
          <dt>{keys}</dt>
          <dd>{does()}</dd>
        </div>
      ))}
    </dl>
  );
}

interface SwitchProps {
  icon: IconName;
  on: boolean;
  narrow: boolean;
  hint?: string;
  onClick: () => void;
  children: string;
}

function Switch({ icon, on, narrow, hint, onClick, children }: SwitchProps) {
  return (
    <ToolbarButton
      icon={icon}
      variant={on ? 'active' : 'canvas'}
      aria-pressed={on}
      aria-label={children}
      tooltip={hint ?? (narrow ? children : undefined)}
      onClick={onClick}
    >
      {narrow ? undefined : children}
    </ToolbarButton>
  );
}

const Search = forwardRef<HTMLInputElement, Props>(function Search(
  { look, dispatch, matches, current, onMatch },
  input,
) {
  const styles = useStyles2(getStyles);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') onMatch(event.shiftKey);
    else if (event.key === 'Escape' && look.query !== '') dispatch({ type: 'query', query: '' });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={styles.search} role="search">
      <div className={styles.input}>
        <Input
          ref={input}
          value={look.query}
          prefix={<Icon name="search" />}
          placeholder={text('search.placeholder', 'Search, or key=value')}
          aria-label={text('search.label', 'Search spans')}
          onChange={(event) => dispatch({ type: 'query', query: event.currentTarget.value })}
          onKeyDown={onKeyDown}
        />
      </div>
      {look.query.trim() !== '' && (
        <>
          <span className={styles.count} aria-live="polite">
            {current >= 0
              ? text('search.place', '{{place}} of {{matches}}', {
                  place: current + 1,
                  matches: exactCount(matches),
                })
              : counted('search.matches', matches, '{{count}} match', '{{count}} matches')}
          </span>
          <IconButton
            name="angle-up"
            disabled={matches === 0}
            onClick={() => onMatch(true)}
            tooltip={text('search.previous', 'Previous match (N)')}
          />
          <IconButton
            name="angle-down"
            disabled={matches === 0}
            onClick={() => onMatch(false)}
            tooltip={text('search.next', 'Next match (n)')}
          />
        </>
      )}
    </div>
  );
});

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1),
    padding: theme.spacing(0, 1, 0.5),
    flexShrink: 0,
    minWidth: 0,
  }),
  search: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(0.5), minWidth: 0 }),
  input: css({ width: 190, flexShrink: 1 }),
  keys: css({
    margin: 0,
    '& > div': { display: 'grid', gridTemplateColumns: '170px 1fr', gap: theme.spacing(1) },
    '& dt': { fontWeight: theme.typography.fontWeightMedium },
    '& dd': { margin: 0 },
  }),
  count: css({
    color: theme.colors.text.secondary,
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
  }),
});
