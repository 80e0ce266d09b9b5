/** What every tab of a span's detail is given. */
import type { ToolEvidence } from '../model/chat';
import type { SpanDetail } from '../model/detail';
import type { Node, Trace } from '../model/tree';

export interface TabProps {
  node: Node;
  trace: Trace;
  detail: SpanDetail;
  evidence: ToolEvidence;
  onOpen: (key: string) => void;
}
