/** Keeps every price that was ever used: rows are only added, and equal content is the same row. */
import type { PriceRow } from '../account/prices/priceBook';
import type { Engine } from './engine';

const INSERT = `
  INSERT INTO model_prices (id, source, source_version, provider, model, valid_from, valid_until, matcher, prices)
  SELECT p ->> 'id', p ->> 'source', p ->> 'sourceVersion', p ->> 'provider', p ->> 'model',
         (p ->> 'validFrom')::timestamptz, (p ->> 'validUntil')::timestamptz, p -> 'matcher', p -> 'prices'
  FROM jsonb_array_elements($1::jsonb) AS p
  ON CONFLICT (id) DO NOTHING`;

export async function savePrices(engine: Engine, rows: readonly PriceRow[]): Promise<void> {
  const json = rows.map(({ rates, dayWindow, matcher, serviceTier, ...row }) => ({
    ...row,
    matcher: { match: matcher ?? null, dayWindow, serviceTier },
    prices: rates,
  }));
  // A pico-dollar price is a bigint; JSON has no such thing, and a string loses nothing.
  const text = JSON.stringify(json, (_key, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
  await engine.run([{ sql: INSERT, params: [text] }], { lane: 'job' });
}
