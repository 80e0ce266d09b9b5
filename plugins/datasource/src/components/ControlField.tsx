/** One control of a kind of query, with its label above. What is drawn for which control stands here, once for all kinds. */
import { css } from '@emotion/css';
import type { TimeRange } from '@grafana/data';
import { Combobox, InlineSwitch, MultiCombobox } from '@grafana/ui';
import { ATTRIBUTE_PREFIX, type QueryType } from '@llmobservatory/model';
import type { ReactElement } from 'react';
import type { LlmDataSource } from '../datasource';
import { labelOf, type Choice, type Control, type Full } from '../kinds/kind';
import { CommitInput } from './CommitInput';
import { Labelled } from './Labelled';
import { useKeyOptions } from './useKeyOptions';
import { useValueOptions } from './useValueOptions';

interface Props {
  id: (name: string) => string;
  control: Control<QueryType>;
  datasource: LlmDataSource;
  queryType: QueryType;
  range?: TimeRange;
  full: Full<QueryType>;
  onChange: (field: string, value: unknown) => void;
}

export function ControlField(props: Props) {
  const { control, id } = props;
  const name = id(control.field);
  return (
    // Never wider than the editor: a panel's may be 400 px.
    <div className={css({ width: WIDTH_PX[control.control], maxWidth: '100%' })}>
      <Labelled label={control.label} htmlFor={name}>
        {draw(props, name)}
      </Labelled>
    </div>
  );
}

const WIDTH_PX: Record<Control<QueryType>['control'], number | 'auto'> = {
  choice: 160,
  choices: 320,
  number: 112,
  text: 336,
  switch: 'auto',
  value: 224,
  values: 288,
};

function draw(
  { control, full, onChange: change, datasource, queryType, range }: Props,
  id: string,
): ReactElement<Record<string, unknown>> {
  const value = (full as Record<string, unknown>)[control.field];
  const onChange = (next: unknown) => change(control.field, next);
  switch (control.control) {
    case 'choice':
      return (
        <Combobox
          id={id}
          options={[...control.choices]}
          value={value as string}
          onChange={(chosen) => onChange(chosen.value)}
        />
      );
    case 'choices':
      return (
        <Choices
          {...{ id, control, datasource, queryType, range }}
          value={value as string[]}
          onValue={onChange}
        />
      );
    case 'number':
      return (
        <CommitInput
          id={id}
          inputMode="numeric"
          placeholder={control.placeholder}
          value={value === undefined ? '' : String(value)}
          check={checkNumber(control)}
          onCommit={(text) => onChange(text.trim() === '' ? undefined : Number(text))}
        />
      );
    case 'text':
      return (
        <CommitInput
          id={id}
          placeholder={control.placeholder}
          value={value as string}
          check={control.check}
          onCommit={(text) => onChange(text.trim())}
        />
      );
    case 'switch':
      return (
        <InlineSwitch
          id={id}
          value={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case 'value':
    case 'values':
      return (
        <Values
          id={id}
          control={control}
          value={value}
          onValue={onChange}
          full={full}
          {...{ datasource, queryType, range }}
        />
      );
  }
}

interface ChoicesProps extends Pick<Props, 'datasource' | 'queryType' | 'range'> {
  id: string;
  control: Extract<Control<QueryType>, { control: 'choices' }>;
  value: string[];
  onValue: (value: string[]) => void;
}

function Choices({ id, control, value, onValue, datasource, queryType, range }: ChoicesProps) {
  const { choices, attributes, placeholder, max } = control;
  const withAttributes = useKeyOptions(datasource, queryType, choices, range);
  return (
    <MultiCombobox
      id={id}
      placeholder={placeholder}
      options={attributes ? withAttributes : [...choices]}
      createCustomValue={attributes}
      value={value.map((one) => ({ value: one, label: labelOf(choices, one) }))}
      onChange={(chosen) => onValue(chosen.map((one) => keyOf(choices, one.value)).slice(0, max))}
    />
  );
}

/** Whoever types "tenant" means the attribute of that name. */
const keyOf = (known: readonly Choice[], typed: string): string =>
  known.some(({ value }) => value === typed) || typed.startsWith(ATTRIBUTE_PREFIX)
    ? typed
    : ATTRIBUTE_PREFIX + typed;

interface ValuesProps extends Omit<Props, 'id' | 'onChange' | 'control'> {
  id: string;
  control: Extract<Control<QueryType>, { control: 'value' | 'values' }>;
  value: unknown;
  onValue: (value: unknown) => void;
}

function Values({ id, control, value, onValue, datasource, queryType, range, full }: ValuesProps) {
  const options = useValueOptions(datasource, {
    key: control.dimension ?? '',
    queryType,
    range,
    others: full.filters,
  });
  const common = { id, options, createCustomValue: true, placeholder: control.placeholder };
  if (control.control === 'values')
    return (
      <MultiCombobox
        {...common}
        value={(value as string[]).map((one) => ({ value: one, label: one }))}
        onChange={(chosen) => onValue(chosen.map((one) => one.value))}
      />
    );
  return (
    <Combobox
      {...common}
      isClearable
      value={value ? { value: value as string, label: value as string } : null}
      onChange={(chosen) => onValue(chosen?.value ?? '')}
    />
  );
}

/** An empty text stands for "nothing said" where a placeholder says what that means. */
const checkNumber =
  ({ min = 1, max, placeholder }: Extract<Control<QueryType>, { control: 'number' }>) =>
  (text: string): string | undefined => {
    if (text.trim() === '' && placeholder) return undefined;
    const isFine = /^\d{1,9}$/.test(text.trim()) && Number(text) >= min && Number(text) <= max;
    return isFine ? undefined : `A whole number from ${min} to ${max}.`;
  };
