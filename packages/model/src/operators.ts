/** Operators of filters. Apart from the schema, so that the editor can read them without its parser. */

/**
 * What an operator means. An empty value stands for "unknown": `user = ""` are the calls without a user id.
 * Negations keep rows whose value is unknown: a call without a model is not a call of gpt-5.
 */
export const OPERATOR_DOCS = {
  '=': 'equal; empty value: unknown',
  '!=': 'not equal; rows without a value stay',
  '=~': 'matches the regular expression (PostgreSQL’s, anywhere in the text, case counts)',
  '!~': 'does not match the regular expression; rows without a value stay',
  '>': 'greater, as numbers',
  '<': 'less, as numbers',
  '>=': 'greater or equal, as numbers',
  '<=': 'less or equal, as numbers',
  in: 'equal to one of the values',
  'not in': 'equal to none of the values; rows without a value stay',
  contains: 'contains the text, whatever the case',
  search: 'contains all the words, in any order, whatever the case',
} as const;
export type FilterOperator = keyof typeof OPERATOR_DOCS;
export const OPERATORS = Object.keys(OPERATOR_DOCS) as [FilterOperator, ...FilterOperator[]];
