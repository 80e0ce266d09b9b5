/** A capture's row of the matrix. */
import type { CaptureFile, Expectation } from '../captures/capture';
import { idCell, streamingCell, ttftCell } from './attribution';
import { costCell } from './bill';
import type { Cell } from './cell';
import { callsCell, tokensCell } from './counts';
import { messagesCell } from './messages';
import type { Shown } from './read';
import { readSent } from './sent';

export const COLUMNS = [
  'calls', 'input', 'output', 'cache read', 'cache write', 'reasoning', 'cost', 'messages', 'session', 'user',
  'streaming', 'first token',
] as const; // prettier-ignore
export type ColumnName = (typeof COLUMNS)[number];

export interface CaptureVerdict {
  name: string;
  expect: Expectation;
  cells: Record<ColumnName, Cell>;
}

export function judge(
  name: string,
  expect: Expectation,
  files: readonly CaptureFile[],
  shown: Shown,
): CaptureVerdict {
  const sent = readSent(files);
  const cells: Record<ColumnName, Cell> = {
    'calls': callsCell(expect, shown),
    'input': tokensCell('input_tokens', expect, shown),
    'output': tokensCell('output_tokens', expect, shown),
    'cache read': tokensCell('cache_read_tokens', expect, shown),
    'cache write': tokensCell('cache_write_tokens', expect, shown),
    'reasoning': tokensCell('reasoning_tokens', expect, shown),
    'cost': costCell(expect, shown, sent),
    'messages': messagesCell(expect, shown, sent),
    'session': idCell(expect.session_id, shown.calls, ({ session }) => session, sent),
    'user': idCell(expect.user_id, shown.calls, ({ user }) => user, sent),
    'streaming': streamingCell(expect, shown),
    'first token': ttftCell(expect, shown, sent),
  }; // prettier-ignore
  return { name, expect, cells };
}
