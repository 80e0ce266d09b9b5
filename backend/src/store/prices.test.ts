import { describe, expect, it } from 'vitest';
import { forEachEngine } from '../../../tests/engines';
import { shippedPrices } from '../account/prices/shipped';
import { savePrices } from './prices';

describe('model_prices', () => {
  forEachEngine((_name, database) => {
    it('holds every shipped price once, however often the backend starts', async () => {
      const { engine } = database();
      const rows = shippedPrices().rows();
      await savePrices(engine, rows);
      await savePrices(engine, rows);
      const [count] = await engine.run([{ sql: 'SELECT count(*) FROM model_prices' }], { lane: 'panel' });
      expect(Number(count?.rows[0]?.[0])).toBe(new Set(rows.map((row) => row.id)).size);
    });

    it('keeps the price itself: gpt-4.1-mini reads cached input at $0.10 a million', async () => {
      const { engine } = database();
      const [result] = await engine.run(
        [
          {
            sql: "SELECT prices -> 'cacheRead' ->> 'perMillion' FROM model_prices WHERE provider = 'openai' AND model = 'gpt-4.1-mini' AND matcher ->> 'serviceTier' IS NULL",
          },
        ],
        { lane: 'panel' },
      );
      expect(result?.rows).toEqual([['100000000000']]);
    });
  });
});
