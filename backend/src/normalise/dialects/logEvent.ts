/** What a log event of a name tells of model calls. */
import type { Operation } from '../../record/span';

export interface LogEvent {
  /** Of a record that does not say it itself. Null: it tells of no call that another event of the dialect would not tell of. */
  operation: Operation | null;
  /** Attributes that must have one of these values; '' stands for one that was not sent. */
  when?: Readonly<Record<string, readonly string[]>>;
  /** Only sent when the call failed, also where no attribute says so. */
  failed?: true;
  /** The span of the record is whatever ran then (an agent, the application around it), not the call. */
  spanIsAround?: true;
  /** Sent on other occasions too: a record is a call only when it has token counts or tells of a failure. */
  onlyWithOutcome?: true;
}
