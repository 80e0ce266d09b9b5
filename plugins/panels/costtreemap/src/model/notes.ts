/** What the picture leaves out, in a sentence: nothing is missing without a word. */
import { exactCount } from '@llmobservatory/format';
import { counted, text } from '../text';
import type { Branch } from './branches';
import type { Words } from './describe';
import type { Tile } from './picture';

export function notesOf(view: Branch, tiles: readonly Tile[], { format }: Words): string[] {
  const zeros = view.children.filter(
    ({ extent, credits, unknown }) => extent === 0 && credits === 0 && !unknown,
  );
  const listed = tiles.some(({ kind, depth }) => kind === 'others' && depth === 1);
  return [
    ...(view.credits < 0
      ? [
          text('note.credits', 'Credits of {{credits}} are not drawn.', {
            credits: format.short(view.credits),
          }),
        ]
      : []),
    ...(zeros.length > 0 && !listed
      ? [
          counted(
            'note.zeros',
            zeros.length,
            '{{n}} of {{zero}} is not drawn.',
            '{{n}} of {{zero}} are not drawn.',
            {
              n: exactCount(zeros.length),
              zero: format.short(0),
            },
          ),
        ]
      : []),
  ];
}
