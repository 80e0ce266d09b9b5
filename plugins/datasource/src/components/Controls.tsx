/** The controls of a kind: those that apply, and below "Options" those that few people need. */
import { css } from '@emotion/css';
import type { TimeRange } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import type { QueryType } from '@llmobservatory/model';
import { useState } from 'react';
import type { LlmDataSource } from '../datasource';
import type { Control, Full } from '../kinds/kind';
import { ControlField } from './ControlField';

interface Props {
  id: (name: string) => string;
  controls: readonly Control<QueryType>[];
  datasource: LlmDataSource;
  queryType: QueryType;
  range?: TimeRange;
  full: Full<QueryType>;
  onChange: (field: string, value: unknown) => void;
}

export function Controls({ controls, full, ...context }: Props) {
  const styles = useStyles2(getStyles);
  const [open, setOpen] = useState(false);
  const applying = controls.filter(({ when }) => when?.(full) ?? true);
  const shown = applying.filter(({ optional }) => !optional || open);
  if (applying.length === 0) return null;
  return (
    <>
      {shown.map((control) => (
        <ControlField key={control.field} control={control} full={full} {...context} />
      ))}
      {applying.some(({ optional }) => optional) && (
        <Button
          className={styles.options}
          variant="secondary"
          fill="text"
          icon={open ? 'angle-down' : 'angle-right'}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          Options
        </Button>
      )}
    </>
  );
}

/** Beside the controls, not beside their labels; no gap above when it stands on a line alone. */
const getStyles = () => ({ options: css({ alignSelf: 'flex-end' }) });
