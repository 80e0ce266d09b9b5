-- Why: the tables that hold telemetry and what it cost. Keys, partition times and states can't be retrofitted.
-- Tiers: community, apache, embedded.   In a transaction: yes.
-- Public views: none yet.               Safe while older code runs: first migration.

-- The rows of a hypertable are partitioned by a time that the payload carries, never by the time of arrival.

CREATE TABLE projects (
  id text PRIMARY KEY CHECK (id ~ '^[a-z0-9][a-z0-9_-]{0,62}$'),
  name text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO projects (id, name) VALUES ('default', 'Default');

CREATE TABLE api_keys (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  name text NOT NULL,
  -- SHA-256 of the key. Keys are 32 random bytes, so a fast hash is enough.
  key_hash bytea NOT NULL UNIQUE,
  scopes text[] NOT NULL CHECK (scopes <@ ARRAY['ingest', 'read', 'write', 'admin'] AND cardinality(scopes) > 0),
  -- The first project takes what is sent with this key; reading covers all of them.
  projects text[] NOT NULL CHECK (cardinality(projects) > 0),
  -- OTLP requests a second; NULL = no limit.
  rate_per_second integer CHECK (rate_per_second > 0),
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz
);

CREATE TABLE resources (
  id bigint PRIMARY KEY,
  service_name text,
  service_version text,
  environment text,
  attributes jsonb NOT NULL,
  first_seen_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE spans (
  project text NOT NULL,
  trace_id uuid NOT NULL,
  span_id text NOT NULL,
  parent_span_id text,
  ts timestamptz NOT NULL,
  -- Nanoseconds: a timestamptz ends at microseconds.
  start_unix_nano bigint NOT NULL,
  duration_nano bigint NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  status text NOT NULL,
  status_message text,
  trace_state text,
  resource_id bigint NOT NULL,
  service_name text,
  environment text,
  scope_name text,
  scope_version text,
  dialect text,
  operation text,
  provider text,
  model_name text,
  agent_name text,
  tool_name text,
  tool_call_id text,
  session_id text,
  user_id text,
  error_type text,
  http_status_code integer,
  attributes jsonb NOT NULL,
  links jsonb,
  dropped_attributes integer NOT NULL DEFAULT 0,
  content_state text,
  ingested_at timestamptz NOT NULL DEFAULT now()
);
SELECT create_hypertable('spans', by_range('ts', INTERVAL '1 day'), create_default_indexes => false);
CREATE UNIQUE INDEX spans_key ON spans (project, trace_id, span_id, ts);
CREATE INDEX spans_by_time ON spans (project, ts DESC);
CREATE INDEX spans_by_ingest ON spans USING brin (ingested_at);

-- Content carriers and events as sent. Apart from spans: own retention, and lean span rows stay fast.
CREATE TABLE span_content (
  project text NOT NULL,
  trace_id uuid NOT NULL,
  span_id text NOT NULL,
  ts timestamptz NOT NULL,
  carriers jsonb,
  events jsonb,
  ingested_at timestamptz NOT NULL DEFAULT now()
);
-- Inline up to 8 KB, and lz4 where the server has it: default TOAST halves the speed of COPY.
ALTER TABLE span_content ALTER COLUMN carriers SET STORAGE MAIN, ALTER COLUMN events SET STORAGE MAIN;
ALTER TABLE span_content SET (toast_tuple_target = 8160);
DO $$ BEGIN
  ALTER TABLE span_content ALTER COLUMN carriers SET COMPRESSION lz4, ALTER COLUMN events SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN NULL;
END $$;
SELECT create_hypertable('span_content', by_range('ts', INTERVAL '1 day'), create_default_indexes => false);
CREATE UNIQUE INDEX span_content_key ON span_content (project, trace_id, span_id, ts);

-- One row per claim of a model call. Changed by settle and reprice only.
CREATE TABLE calls (
  project text NOT NULL,
  claim_id uuid NOT NULL,
  ts timestamptz NOT NULL,
  start_unix_nano bigint NOT NULL,
  source text NOT NULL CHECK (source IN ('span', 'log')),
  state text NOT NULL CHECK (state IN ('counted', 'aggregate', 'duplicate', 'wrapper', 'not_a_call')),
  counted_by uuid,
  state_rule text NOT NULL,
  trace_id uuid,
  span_id text,
  parent_span_id text,
  name text NOT NULL,
  operation text NOT NULL,
  dialect text NOT NULL,
  scope_name text,
  service_name text,
  application_id text,
  environment text,
  release text,
  tags text[] NOT NULL DEFAULT '{}',
  provider text,
  model_name text,
  request_model text,
  response_model text,
  response_id text,
  user_id text,
  session_id text,
  agent_name text,
  prompt_name text,
  prompt_version text,
  streaming boolean,
  duration_ms double precision NOT NULL,
  ttft_ms double precision,
  tokens_per_second double precision,
  -- floor(8 * log2(ms)): percentiles over rollups are sums over these keys.
  duration_key smallint,
  ttft_key smallint,
  finish_reasons text[] NOT NULL DEFAULT '{}',
  tool_count integer,
  input_tokens bigint,
  output_tokens bigint,
  cache_read_tokens bigint,
  cache_write_tokens bigint,
  cache_write_1h_tokens bigint,
  reasoning_tokens bigint,
  input_audio_tokens bigint,
  output_audio_tokens bigint,
  usage_state text NOT NULL CHECK (usage_state IN ('reported', 'estimated', 'unknown')),
  usage_convention text CHECK (usage_convention IN ('declared', 'inferred', 'default')),
  cost_state text NOT NULL CHECK (cost_state IN ('computed', 'reported', 'unknown')),
  input_cost_usd numeric(20, 12),
  output_cost_usd numeric(20, 12),
  cache_read_cost_usd numeric(20, 12),
  cache_write_cost_usd numeric(20, 12),
  total_cost_usd numeric(20, 12),
  reported_cost_usd numeric(20, 12),
  price_id text,
  -- Why usage or cost is NULL.
  state_reason text,
  http_status_code integer,
  error_code text,
  -- Field name → claim it was taken over from.
  inherited jsonb,
  -- The claim as it came: settlement always starts from here, so that any order gives the same result.
  claim jsonb NOT NULL,
  ingested_at timestamptz NOT NULL DEFAULT now(),
  settled_at timestamptz NOT NULL DEFAULT now()
);
SELECT create_hypertable('calls', by_range('ts', INTERVAL '7 days'), create_default_indexes => false);
CREATE UNIQUE INDEX calls_key ON calls (project, claim_id, ts);
CREATE INDEX calls_by_time ON calls (project, ts DESC);
CREATE INDEX calls_by_trace ON calls (project, trace_id);
-- Hash: ids of senders can be longer than a btree takes.
CREATE INDEX calls_by_response ON calls USING hash (response_id) WHERE response_id IS NOT NULL;
-- Settlement joins claims that share nothing but their counts and their time.
CREATE INDEX calls_by_tokens ON calls (project, input_tokens, output_tokens, ts) WHERE input_tokens IS NOT NULL;

-- One row per trace, written by settle. Also the look-up of a trace's time without knowing it.
CREATE TABLE traces (
  project text NOT NULL,
  trace_id uuid NOT NULL,
  ts timestamptz NOT NULL,
  start_unix_nano bigint NOT NULL,
  end_unix_nano bigint NOT NULL,
  duration_ms double precision NOT NULL,
  root_span_id text,
  name text,
  service_name text,
  environment text,
  release text,
  session_id text,
  user_id text,
  span_count integer NOT NULL,
  call_count integer NOT NULL,
  error_count integer NOT NULL,
  models text[] NOT NULL DEFAULT '{}',
  input_tokens bigint,
  output_tokens bigint,
  total_cost_usd numeric(20, 12),
  -- Counted calls without a cost: above 0 the total is a lower bound.
  unpriced_calls integer NOT NULL DEFAULT 0,
  unknown_usage_calls integer NOT NULL DEFAULT 0,
  -- From the start of the trace to the first token of any of its calls.
  ttft_ms double precision,
  settled_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (project, trace_id)
);
CREATE INDEX traces_by_time ON traces (project, ts DESC);
CREATE INDEX traces_by_session ON traces USING hash (session_id) WHERE session_id IS NOT NULL;

-- What ingest asks settle to look at: written in the ingest transaction, taken in settle's. Nothing depends on clocks.
CREATE TABLE settle_queue (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  project text NOT NULL,
  trace_id uuid,
  response_id text,
  -- Time of one of its records: settle looks for the others around it, not in every chunk.
  ts timestamptz NOT NULL,
  queued_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE logs (
  project text NOT NULL,
  id bigint NOT NULL,
  ts timestamptz NOT NULL,
  time_unix_nano bigint NOT NULL,
  trace_id uuid,
  span_id text,
  severity_number smallint NOT NULL,
  severity_text text,
  event_name text,
  body text,
  body_is_json boolean NOT NULL,
  attributes jsonb NOT NULL,
  resource_id bigint NOT NULL,
  service_name text,
  environment text,
  scope_name text,
  scope_version text,
  dropped_attributes integer NOT NULL DEFAULT 0,
  ingested_at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE logs ALTER COLUMN body SET STORAGE MAIN;
ALTER TABLE logs SET (toast_tuple_target = 8160);
DO $$ BEGIN
  ALTER TABLE logs ALTER COLUMN body SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN NULL;
END $$;
SELECT create_hypertable('logs', by_range('ts', INTERVAL '1 day'), create_default_indexes => false);
CREATE UNIQUE INDEX logs_key ON logs (project, ts, id);
CREATE INDEX logs_by_time ON logs (project, ts DESC);
CREATE INDEX logs_by_trace ON logs (project, trace_id, ts) WHERE trace_id IS NOT NULL;

CREATE TABLE metric_points (
  project text NOT NULL,
  series_id bigint NOT NULL,
  ts timestamptz NOT NULL,
  time_unix_nano bigint NOT NULL,
  start_unix_nano bigint,
  name text NOT NULL,
  kind text NOT NULL,
  unit text,
  temporality text NOT NULL,
  monotonic boolean NOT NULL,
  value double precision,
  count double precision,
  sum double precision,
  detail jsonb,
  attributes jsonb NOT NULL,
  resource_id bigint NOT NULL,
  service_name text,
  environment text,
  scope_name text,
  ingested_at timestamptz NOT NULL DEFAULT now()
);
SELECT create_hypertable('metric_points', by_range('ts', INTERVAL '1 day'), create_default_indexes => false);
CREATE UNIQUE INDEX metric_points_key ON metric_points (project, series_id, ts);
CREATE INDEX metric_points_by_name ON metric_points (project, name, ts DESC);

CREATE TABLE scores (
  project text NOT NULL,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  ts timestamptz NOT NULL,
  target text NOT NULL CHECK (target IN ('span', 'trace', 'session')),
  trace_id uuid,
  span_id text,
  session_id text,
  name text NOT NULL,
  value double precision,
  label text,
  explanation text,
  source text NOT NULL,
  attributes jsonb NOT NULL DEFAULT '{}',
  ingested_at timestamptz NOT NULL DEFAULT now()
);
SELECT create_hypertable('scores', by_range('ts', INTERVAL '7 days'), create_default_indexes => false);
CREATE UNIQUE INDEX scores_key ON scores (project, id, ts);
CREATE INDEX scores_by_trace ON scores (project, trace_id) WHERE trace_id IS NOT NULL;

-- Append-only: a price that changes is a new row; the id is a hash of the content, so equal rows are one.
CREATE TABLE model_prices (
  id text PRIMARY KEY,
  project text REFERENCES projects (id),
  source text NOT NULL CHECK (source IN ('shipped', 'imported', 'project')),
  source_version text NOT NULL,
  provider text NOT NULL,
  model text NOT NULL,
  valid_from timestamptz,
  valid_until timestamptz,
  -- How requests are matched to this row, and the prices in pico-dollars per token, as JSON.
  matcher jsonb NOT NULL,
  prices jsonb NOT NULL,
  added_at timestamptz NOT NULL DEFAULT now()
);

-- Every decision of the settlement that keeps a claim out of the sums, or that changes one that stood.
CREATE TABLE accounting_log (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now(),
  project text NOT NULL,
  claim_id uuid NOT NULL,
  trace_id uuid,
  state_before text,
  state text NOT NULL,
  counted_by uuid,
  rule text NOT NULL,
  detail jsonb
);
CREATE INDEX accounting_log_by_trace ON accounting_log (project, trace_id);
CREATE INDEX accounting_log_by_claim ON accounting_log (project, claim_id, id);

CREATE TABLE audit_log (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now(),
  actor text NOT NULL,
  action text NOT NULL,
  target text,
  detail jsonb
);

CREATE TABLE export_jobs (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  project text NOT NULL REFERENCES projects (id),
  requested_by text NOT NULL,
  query jsonb NOT NULL,
  format text NOT NULL,
  state text NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed')),
  detail jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz
);

CREATE TABLE budgets (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  project text NOT NULL REFERENCES projects (id),
  name text NOT NULL,
  scope jsonb NOT NULL DEFAULT '{}',
  time_window text NOT NULL,
  time_zone text NOT NULL DEFAULT 'UTC',
  limit_usd numeric(20, 12) NOT NULL CHECK (limit_usd > 0),
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (project, name)
);
