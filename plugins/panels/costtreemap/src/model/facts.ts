/** Everything that is known of a tile, as lines of the tooltip. What is unknown is not there or says so, never 0. */
import { count, exactCount, share } from '@llmobservatory/format';
import type { Fact } from '@llmobservatory/panel';
import { counted, text } from '../text';
import type { ValueFormat } from '../valueFormat';
import type { Words } from './describe';
import { unpricedText } from './describe';
import { changeOf, changeText, costPerCall, errorRate, isLowerBound, known, pricePer1k } from './figures';
import type { Figures } from './figures';
import type { Branch } from './branches';
import type { Tile } from './picture';

/** `value`: format of the main number, whatever the area stands for. `root`: everything. */
export function factsOf(
  tile: Pick<Tile, 'kind' | 'figures' | 'branch' | 'members'>,
  { words, value, root }: { words: Words; value: ValueFormat; root: Branch },
): Fact[] {
  const { figures } = tile;
  const { area, format } = words;
  if (tile.kind === 'unpriced') return [fact(text('fact.without', 'Without'), unpricedText(figures))];
  return [
    ...mainFact(figures, value),
    ...shareFacts(tile, root, words),
    ...changeFacts(figures, words),
    ...countFact(text('fact.calls', 'Calls'), figures, 'calls'),
    ...countFact(text('fact.tokens', 'Tokens'), figures, 'tokens'),
    ...optional(
      text('fact.per-call', '{{value}} per call', { value: value.label }),
      costPerCall(figures),
      value.short,
    ),
    ...optional(
      text('fact.per-1k', '{{value}} per 1 K tokens', { value: value.label }),
      pricePer1k(figures),
      value.short,
    ),
    ...optional(text('fact.error-rate', 'Error rate'), errorRate(figures), share),
    ...(isLowerBound(figures) && known(figures, 'value') !== null
      ? [
          fact(
            format.isMoney ? text('fact.no-price', 'No price') : text('fact.no-value', 'Unknown'),
            unpricedText(figures),
          ),
        ]
      : []),
    ...creditsFact(tile, area === 'value' ? value : format),
  ];
}

const fact = (label: string, value: string): Fact => ({ label, value });

const optional = (label: string, value: number | null, print: (value: number) => string): Fact[] =>
  value === null ? [] : [fact(label, print(value))];

function mainFact(figures: Figures, value: ValueFormat): Fact[] {
  const amount = known(figures, 'value');
  if (amount === null) return [fact(value.label, text('fact.unknown', 'unknown'))];
  const exact = value.exact(amount);
  return [fact(value.label, isLowerBound(figures) ? `≥ ${exact}` : exact)];
}

/** Of the parent and of all; once where these are the same. */
function shareFacts(
  { branch, figures }: Pick<Tile, 'branch' | 'figures'>,
  root: Branch,
  { area }: Words,
): Fact[] {
  const value = known(figures, area);
  const ofAll = ratio(value, known(root.node.figures, area));
  const parent = branch?.node.parent;
  const ofParent = parent && parent !== root.node ? ratio(value, known(parent.figures, area)) : null;
  return [
    ...(parent
      ? optional(text('fact.share-parent', 'Share of {{parent}}', { parent: parent.name }), ofParent, share)
      : []),
    ...optional(text('fact.share', 'Share of all'), ofAll, share),
  ];
}

function changeFacts(figures: Figures, { area, format }: Words): Fact[] {
  const change = changeOf(figures, area);
  if (!change) return [];
  const few = change.few ? text('fact.few', ' (fewer than 20 calls before)') : '';
  return [
    fact(text('fact.before', 'Before'), format.exact(change.before)),
    fact(text('fact.change', 'Change'), changeText(change) + few),
    ...(change.leftOut > 0
      ? [
          fact(
            text('fact.not-compared', 'Not compared'),
            counted(
              'fact.left-out',
              change.leftOut,
              '{{count}} part, unknown before or now',
              '{{count}} parts, unknown before or now',
            ),
          ),
        ]
      : []),
  ];
}

const countFact = (label: string, figures: Figures, name: 'calls' | 'tokens'): Fact[] =>
  optional(label, known(figures, name), (value) => (value < 1e6 ? exactCount(value) : count(value)));

function creditsFact({ branch, members }: Pick<Tile, 'branch' | 'members'>, format: ValueFormat): Fact[] {
  const credits = (branch ? [branch] : members).reduce((sum, { credits }) => sum + credits, 0);
  return credits < 0 ? [fact(text('fact.credits', 'Credits, not drawn'), format.exact(credits))] : [];
}

const ratio = (part: number | null, whole: number | null): number | null =>
  part === null || whole === null || whole <= 0 ? null : part / whole;

/** Path and facts as lines, for the clipboard. */
export const factLines = (path: readonly string[], facts: readonly Fact[]): string =>
  [path.join(' › '), ...facts.map(({ label, value }) => `${label}: ${value}`)].join('\n');
