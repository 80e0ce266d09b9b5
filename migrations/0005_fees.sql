-- Why: web searches and requests are billed by the piece; without a place of their own, a total would not be the sum of its parts.
-- Tiers: community, apache, embedded.   In a transaction: yes.
-- Public views: none.                   Safe while older code runs: yes.

ALTER TABLE calls ADD COLUMN fee_cost_usd numeric(20, 12);
