/** A text input that speaks when it is left or Enter is pressed, never at each key: each word of it would be a query. */
import { Input } from '@grafana/ui';
import { useState, type ComponentProps, type KeyboardEvent } from 'react';

interface Props extends Pick<
  ComponentProps<typeof Input>,
  'id' | 'width' | 'placeholder' | 'prefix' | 'inputMode' | 'aria-label'
> {
  value: string;
  onCommit: (value: string) => void;
  /** Says what is wrong with the text; such a text is not committed. */
  check?: (text: string) => string | undefined;
}

export function CommitInput({ value, onCommit, check, ...input }: Props) {
  // null = nothing typed since the last commit: the value from outside shows.
  const [draft, setDraft] = useState<string | null>(null);
  const problem = draft === null ? undefined : check?.(draft);
  const commit = () => {
    if (draft === null || problem) return;
    if (draft !== value) onCommit(draft);
    setDraft(null);
  };
  return (
    <Input
      {...input}
      value={draft ?? value}
      invalid={problem !== undefined}
      title={problem}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key === 'Enter') commit();
      }}
    />
  );
}

interface LimitProps {
  id: string;
  value: number;
  max: number;
  onCommit: (value: number) => void;
}

export function LimitInput({ id, value, max, onCommit }: LimitProps) {
  return (
    <CommitInput
      id={id}
      width={10}
      inputMode="numeric"
      value={String(value)}
      check={(text) =>
        /^\d{1,6}$/.test(text) && Number(text) >= 1 && Number(text) <= max
          ? undefined
          : `A whole number from 1 to ${max}.`
      }
      onCommit={(text) => onCommit(Number(text))}
    />
  );
}
