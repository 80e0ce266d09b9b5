/**
 * Finds spans by a text: names, ids, service, subject, status, tags, and messages when they were sent along. `key=value`
 * asks for a tag. Case does not matter. What is searched is put together once per span, when somebody first searches.
 */
import type { Span } from './fields';
import { tagsOf } from './fields';
import type { Trace } from './tree';

/** Keys of matching spans in the order of the tree. An empty text matches nothing; a row for several spans is none. */
export function search(trace: Trace, text: string): string[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return [];
  const matches = matcher(wanted);
  return trace.nodes
    .filter(({ span }) => span.members === undefined && matches(span))
    .map(({ span }) => span.key);
}

function matcher(wanted: string): (span: Span) => boolean {
  const [, key = '', value = ''] = /^([\w.:-]+)\s*=\s*(.*)$/.exec(wanted) ?? [];
  const tagged = (span: Span) =>
    key !== '' && textOf(span).tags.some(([name, text]) => name === key && text.includes(value));
  return (span) => tagged(span) || textOf(span).all.includes(wanted);
}

interface SearchText {
  all: string;
  tags: [key: string, value: string][];
}

const known = new WeakMap<Span, SearchText>();

function textOf(span: Span): SearchText {
  const before = known.get(span);
  if (before) return before;
  const tags = tagsOf(span).map(({ key, value }): [string, string] => [
    key.toLowerCase(),
    plain(value).toLowerCase(),
  ]);
  const parts = [
    span.name,
    span.spanId,
    span.service,
    span.subject ?? '',
    span.statusMessage ?? '',
    span.llm ? plain({ ...span.llm, messages: undefined }) : '',
    span.llm?.messages ? plain(span.llm.messages) : '',
  ];
  const made = {
    all: [parts.join('\n').toLowerCase(), ...tags.map((tag) => tag.join('='))].join('\n'),
    tags,
  };
  known.set(span, made);
  return made;
}

const plain = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

/** Place of the next match after (or before) the focused span; the list goes round. -1: there is none. */
export function nextMatch(
  matches: readonly string[],
  trace: Trace,
  focused: string | null,
  back = false,
): number {
  if (matches.length === 0) return -1;
  const here = trace.nodes.findIndex(({ span }) => span.key === focused);
  const places = new Map(trace.nodes.map(({ span }, index) => [span.key, index]));
  const at = (index: number) => places.get(matches[index]!) ?? 0;
  if (back) {
    const before = matches.findLastIndex((_, index) => at(index) < here);
    return before === -1 ? matches.length - 1 : before;
  }
  const after = matches.findIndex((_, index) => at(index) > here);
  return after === -1 ? 0 : after;
}
