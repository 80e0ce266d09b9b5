/** Text above 4,000 characters is folded: a prompt of a whole book must not hide the answer under it. */
import { Button } from '@grafana/ui';
import { count } from '@llmobservatory/format';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { text } from '../text';

const FOLD_FROM = 4000;

export function LongText({ content, children }: { content: string; children: (shown: string) => ReactNode }) {
  const [all, setAll] = useState(false);
  if (all || content.length <= FOLD_FROM) return children(content);
  return (
    <>
      {children(`${content.slice(0, FOLD_FROM)} …`)}
      <Button variant="secondary" size="sm" fill="outline" onClick={() => setAll(true)}>
        {text('long.show', 'Show all {{count}} characters', { count: count(content.length) })}
      </Button>
    </>
  );
}
