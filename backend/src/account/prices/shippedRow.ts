/** Price rows from one model of the shipped list. */
import type { ConditionalPrice, ModelInfo, ModelPrice } from '@pydantic/genai-prices';
import { createHash } from 'node:crypto';
import type { Priced, PriceRow, Rate } from './priceBook';
import { atFactor, type factorsOf } from './tiers';

/** Its keys for tokens, and for what is counted by the thousand. Prices of pages and hours are left out: nobody sends these. */
const KEYS: Readonly<Record<string, Priced>> = {
  input_mtok: 'input',
  output_mtok: 'output',
  cache_read_mtok: 'cacheRead',
  cache_write_mtok: 'cacheWrite',
  cache_write_1h_mtok: 'cacheWrite1h',
  input_audio_mtok: 'inputAudio',
  output_audio_mtok: 'outputAudio',
  cache_audio_read_mtok: 'cacheReadAudio',
  output_reasoning_mtok: 'reasoning',
  input_image_mtok: 'inputImage',
  output_image_mtok: 'outputImage',
  web_searches_kcount: 'webSearch',
  requests_kcount: 'request',
};

const THOUSANDS_IN_A_MILLION = 1000n;

/** In the order of the list, where a later price wins over an earlier one that holds too; each with its cheaper tiers. */
export function rowsOfModel(
  provider: string,
  model: ModelInfo,
  sourceVersion: string,
  factors: ReturnType<typeof factorsOf> = new Map(),
): PriceRow[] {
  return standardRows(provider, model, sourceVersion).flatMap(({ id: _, ...row }) => [
    withId(row),
    ...[...factors].map(([serviceTier, factor]) =>
      withId({ ...row, serviceTier, rates: atFactor(row.rates, factor) }),
    ),
  ]);
}

function standardRows(provider: string, model: ModelInfo, sourceVersion: string): PriceRow[] {
  const prices: ConditionalPrice[] = Array.isArray(model.prices) ? model.prices : [{ prices: model.prices }];
  return prices.map(({ prices: price, constraint }) =>
    withId({
      source: 'shipped',
      sourceVersion,
      provider,
      model: model.id,
      validFrom: constraint?.type === 'start_date' ? constraint.start_date : null,
      validUntil: null,
      dayWindow:
        constraint?.type === 'time_of_date'
          ? { fromSeconds: secondsOf(constraint.start_time), untilSeconds: secondsOf(constraint.end_time) }
          : null,
      matcher: model.match,
      rates: ratesOf(price, model.id.endsWith(':free')),
    }),
  );
}

export function withId(row: Omit<PriceRow, 'id'>): PriceRow {
  const { sourceVersion: _, ...content } = row;
  const text = JSON.stringify(content, (_key, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
  return { id: createHash('sha256').update(text).digest('hex').slice(0, 32), ...row };
}

const FREE: Rate = { perMillion: 0n };

/** A model without prices is one whose price nobody knows, unless its name says that it is free. */
function ratesOf(price: ModelPrice, isFree: boolean): PriceRow['rates'] {
  const rates: PriceRow['rates'] = {};
  if (Object.keys(price).length === 0 && isFree) return { input: FREE, output: FREE };
  for (const [key, value] of Object.entries(price)) {
    const priced = KEYS[key];
    if (priced === undefined || value === undefined) continue;
    rates[priced] = rateOf(value, key.endsWith('_kcount') ? THOUSANDS_IN_A_MILLION : 1n);
  }
  return rates;
}

function rateOf(value: Exclude<ModelPrice[string], undefined>, times: bigint): Rate {
  if (typeof value === 'number') return { perMillion: perMillion(value) * times };
  const tiers = [...value.tiers].sort((left, right) => left.start - right.start);
  return {
    perMillion: perMillion(value.base) * times,
    tiers: tiers.map(({ start, price }) => ({ above: start, perMillion: perMillion(price) * times })),
  };
}

const DIGITS = 12;

/** Exact: the shortest decimal text of the float is what the list says (0.0028, not 0.00279999…). */
export function perMillion(usd: number): bigint {
  const [mantissa = '0', exponent = '0'] = usd.toString().split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const shift = DIGITS - fraction.length + Number(exponent);
  const digits = BigInt(whole + fraction);
  if (shift >= 0) return digits * 10n ** BigInt(shift);
  // A float that was divided (0.08333333333333334): the digits beyond are noise.
  const divisor = 10n ** BigInt(-shift);
  return (digits + divisor / 2n) / divisor;
}

/** "16:30:00Z" */
function secondsOf(time: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = time.replace('Z', '').split(':').map(Number);
  return hours * 3600 + minutes * 60 + seconds;
}
