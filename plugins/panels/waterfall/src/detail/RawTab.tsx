/** The span as it stands in the frame, as JSON. */
import { useMemo } from 'react';
import { rawSpan } from '../model/detail';
import { text } from '../text';
import type { TabProps } from './tabProps';
import { JsonView } from './JsonView';

export function RawTab({ node }: TabProps) {
  const raw = useMemo(() => rawSpan(node.span), [node.span]);
  return <JsonView value={raw} label={text('raw.label', 'Span as JSON')} />;
}
