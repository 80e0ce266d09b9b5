/** Editor of a dashboard variable: whose values? */
import type { QueryEditorProps } from '@grafana/data';
import { Combobox, InlineField } from '@grafana/ui';
import type { LlmDataSource } from '../datasource';
import type { LlmDataQuery } from '../query';
import type { LlmSettings } from '../settings';
import { VARIABLE_DEFAULT_DIMENSION, type VariableQuery } from '../variableQuery';
import { keyOptions } from './filterKeys';

type Props = QueryEditorProps<LlmDataSource, LlmDataQuery, LlmSettings, VariableQuery>;

export function VariableEditor({ query, onChange }: Props) {
  return (
    <InlineField label="Values of" labelWidth={14} htmlFor="llm-variable-dimension">
      <Combobox
        id="llm-variable-dimension"
        width={40}
        createCustomValue
        options={keyOptions('traces')}
        value={query.dimension ?? VARIABLE_DEFAULT_DIMENSION}
        onChange={({ value }) => onChange({ ...query, refId: query.refId ?? 'A', dimension: value })}
      />
    </InlineField>
  );
}
