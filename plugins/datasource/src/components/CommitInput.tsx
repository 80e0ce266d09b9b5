/** A text input that speaks when it is left or Enter is pressed, never at each key: each word of it would be a query. */
import { Input } from '@grafana/ui';
import { useState, type ComponentProps, type KeyboardEvent } from 'react';
import { useDraft } from './drafts';

interface Props extends Pick<
  ComponentProps<typeof Input>,
  'width' | 'placeholder' | 'prefix' | 'inputMode' | 'aria-label'
> {
  id: string;
  value: string;
  onCommit: (value: string) => void;
  /** Says what is wrong with the text; such a text is not committed. */
  check?: (text: string) => string | undefined;
}

export function CommitInput({ value, onCommit, check, ...input }: Props) {
  // null = nothing typed since the last commit: the value from outside shows.
  const [draft, setDraft] = useState<string | null>(null);
  const problem = draft === null ? undefined : check?.(draft);
  useDraft(input.id, draft !== null && draft !== value);
  /** Whether something was handed in. */
  const commit = (): boolean => {
    if (draft === null || problem) return false;
    setDraft(null);
    if (draft === value) return false;
    onCommit(draft);
    return true;
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
        // Shift+Enter runs too: not a second time when handing in has run the query already.
        if (event.key === 'Enter' && commit()) event.preventDefault();
      }}
    />
  );
}
