/** Why a chip stands there (`data-hint`): one card for all rows, instead of a tooltip in each. */
import { HoverCard, useHoverCard } from '@llmobservatory/panel';
import { useCallback, useId } from 'react';
import type { PointerEvent } from 'react';

export function useHint() {
  const { card, enter, leave, hide, hold } = useHoverCard<string>();
  const id = useId();
  const onPointerOver = useCallback(
    ({ target, clientX, clientY }: PointerEvent) => {
      const hint = (target as Element).closest<HTMLElement>('[data-hint]')?.dataset.hint;
      if (hint === undefined) leave();
      else enter(hint, { x: clientX, y: clientY });
    },
    [enter, leave],
  );
  const onPointerDown = hide;
  return {
    listeners: { onPointerOver, onPointerLeave: leave, onPointerDown },
    card: card && (
      <HoverCard id={id} anchor={card.anchor} onEnter={hold} onLeave={leave}>
        {card.subject}
      </HoverCard>
    ),
  };
}
