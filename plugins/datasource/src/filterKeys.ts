/** What each kind of query can be filtered and grouped by, from the catalogue. */
import type { Columns, Dimension, DimensionId } from '@llmobservatory/model';
import { CONTENT_KEY, DIMENSIONS, isGroup, QUANTITIES } from '@llmobservatory/model';
import type { Choice, FilterTarget } from './kinds/kind';

export interface KeyChoice extends Choice {
  group: string;
}

/** Rows of all kinds can also be asked for what only calls or spans of the same trace have. */
const applies =
  (target: FilterTarget) =>
  (columns: Columns): boolean =>
    Boolean(columns[target] ?? columns.metrics ?? columns.spans ?? columns.attribute ?? columns.scores);

const CONTENT: KeyChoice = {
  value: CONTENT_KEY,
  label: 'Messages',
  description: 'What was said: prompts and answers',
  group: 'Call',
};

export const keyChoices = (target: FilterTarget): KeyChoice[] => [
  ...DIMENSIONS.filter(applies(target)).map(toChoice),
  CONTENT,
  ...QUANTITIES.filter(applies(target)).map((quantity) => ({ ...toChoice(quantity), group: 'Numbers' })),
];

/** Groups of figures. */
export const groupChoices = (): (KeyChoice & { value: DimensionId })[] =>
  DIMENSIONS.filter(isGroup).map((dimension) => ({
    ...toChoice(dimension),
    value: dimension.id as DimensionId,
  }));

/** The narrowest kind of query whose filters know the key: its values are looked for there. */
export const targetOf = (key: string): FilterTarget => {
  const found = DIMENSIONS.find(({ id }) => id === key);
  if (found?.metrics ?? found?.scores) return 'metrics';
  if (found?.traces) return 'traces';
  return found?.logs ? 'logs' : found?.spans ? 'spans' : 'traces';
};

/** Heading in lists of keys; all others are about the call. */
const GROUPS: Partial<Record<DimensionId, string>> = {
  app: 'App',
  application: 'App',
  environment: 'App',
  release: 'App',
  project: 'App',
  user: 'User',
  team: 'User',
  conversation: 'User',
  agent: 'Agent & tool',
  tool: 'Agent & tool',
  severity: 'Log',
  event: 'Log',
  score: 'Score',
  score_label: 'Score',
  passed: 'Score',
  annotator: 'Score',
};

const toChoice = ({ id, label, doc }: Pick<Dimension, 'id' | 'label' | 'doc'>): KeyChoice => ({
  value: id,
  label,
  description: doc,
  group: GROUPS[id as DimensionId] ?? 'Call',
});
