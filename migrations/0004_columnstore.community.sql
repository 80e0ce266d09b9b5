-- Why: chunks that nothing writes to any more become a tenth of their size, and scans of them several times faster.
-- Tiers: community, embedded.   In a transaction: yes.
-- Public views: none.   Safe while older code runs: yes.

-- Only says how; the backend's job closes chunks. Calls stay as rows: settlement and repricing change them.
ALTER TABLE spans SET (timescaledb.compress,
  timescaledb.compress_segmentby = 'project, service_name', timescaledb.compress_orderby = 'ts DESC');
ALTER TABLE span_content SET (timescaledb.compress,
  timescaledb.compress_segmentby = 'project', timescaledb.compress_orderby = 'trace_id, ts DESC');
ALTER TABLE logs SET (timescaledb.compress,
  timescaledb.compress_segmentby = 'project, service_name', timescaledb.compress_orderby = 'ts DESC');
ALTER TABLE metric_points SET (timescaledb.compress,
  timescaledb.compress_segmentby = 'project, name', timescaledb.compress_orderby = 'series_id, ts DESC');
