/** Operators of filters as choices. */
import { OPERATOR_DOCS, OPERATORS, type FilterOperator } from '@llmobservatory/model';
import type { Choice } from './kinds/kind';

export const OPERATOR_CHOICES: Choice<FilterOperator>[] = OPERATORS.map((operator) => ({
  value: operator,
  label: operator,
  description: OPERATOR_DOCS[operator],
}));

/** Take a list in `values`; all others take one `value`. */
export const takesList = (operator: FilterOperator): boolean => operator === 'in' || operator === 'not in';
