/**
 * Option "Levels": which text fields, and in which order. Buttons instead of dragging, so that it works with the
 * keyboard too.
 */
import { css } from '@emotion/css';
import type { GrafanaTheme2, StandardEditorProps } from '@grafana/data';
import { Checkbox, IconButton, useStyles2 } from '@grafana/ui';
import { textFieldsOf } from '../model/fields';
import { moveLevel, orderLevels, toggleLevel } from '../model/levels';
import { text } from '../text';

export function LevelsEditor({ value, onChange, context }: StandardEditorProps<string[]>) {
  const styles = useStyles2(getStyles);
  const all = textFieldsOf(context.data ?? []);
  const rows = orderLevels(value ?? [], all);
  if (rows.length === 0) return <span>{text('levels.none', 'The table has no text field.')}</span>;
  return (
    <ol className={styles.list}>
      {rows.map(({ name, used }, index) => (
        <li key={name} className={styles.row}>
          <Checkbox
            label={name}
            value={used}
            onChange={() => onChange(toggleLevel(value ?? [], all, name))}
          />
          <span className={styles.space} />
          <Move
            name="arrow-up"
            label={text('levels.up', 'Move {{name}} outwards', { name })}
            possible={used && index > 0}
            onMove={() => onChange(moveLevel(value ?? [], all, name, -1))}
          />
          <Move
            name="arrow-down"
            label={text('levels.down', 'Move {{name}} inwards', { name })}
            possible={used && rows[index + 1]?.used === true}
            onMove={() => onChange(moveLevel(value ?? [], all, name, 1))}
          />
        </li>
      ))}
    </ol>
  );
}

interface MoveProps {
  name: 'arrow-up' | 'arrow-down';
  label: string;
  possible: boolean;
  onMove: () => void;
}

/** Never disabled: a button that is loses the focus, and who moves a level to the end would have to find it again. */
function Move({ name, label, possible, onMove }: MoveProps) {
  const styles = useStyles2(getStyles);
  return (
    <IconButton
      name={name}
      aria-label={label}
      aria-disabled={!possible}
      className={possible ? undefined : styles.impossible}
      onClick={() => possible && onMove()}
    />
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ margin: 0, listStyle: 'none' }),
  row: css({ display: 'flex', alignItems: 'center', minHeight: theme.spacing(4) }),
  space: css({ flex: 1 }),
  impossible: css({ opacity: 0.4, cursor: 'default' }),
});
