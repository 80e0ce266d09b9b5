-- Why: some coding agents send the usage of a streamed call in a log record alone: settle looks for its span by session.
-- Tiers: community, apache, embedded.   In a transaction: yes.
-- Public views: none changed.   Safe while older code runs: yes.

-- Few spans of model calls have no usage, so this index stays small.
CREATE INDEX calls_without_usage ON calls (project, session_id, ts)
  WHERE session_id IS NOT NULL AND source = 'span' AND input_tokens IS NULL;
