/**
 * The price list that comes with the product: data of @pydantic/genai-prices, looked up by rules of our own.
 * Its arithmetic is not used: it knows no reason for a missing price and counts in floats.
 */
import { findProvider, type MatchLogic, type ModelInfo, type Provider } from '@pydantic/genai-prices';
import { modelNames } from './modelName';
import type { PriceBook, PriceQuery, PriceRow } from './priceBook';
import { rowsOfModel } from './shippedRow';
import { factorsOf } from './tiers';

/** Canonical provider → its lists, asked in this order. Azure and Vertex resell the models of others at their prices. */
const LISTS: Readonly<Record<string, readonly string[]>> = {
  openai: ['openai'],
  'azure.ai.openai': ['azure', 'openai'],
  'azure.ai.inference': ['azure', 'openai', 'mistral', 'cohere', 'deepseek', 'x-ai', 'anthropic'],
  anthropic: ['anthropic'],
  'aws.bedrock': ['aws'],
  'gcp.gemini': ['google'],
  'gcp.vertex_ai': ['google', 'anthropic'],
  'gcp.gen_ai': ['google'],
  cohere: ['cohere'],
  mistral_ai: ['mistral'],
  groq: ['groq'],
  deepseek: ['deepseek'],
  perplexity: ['perplexity'],
  x_ai: ['x-ai'],
  moonshot_ai: ['moonshotai'],
  openrouter: ['openrouter'],
  together_ai: ['together'],
  fireworks_ai: ['fireworks'],
  cerebras: ['cerebras'],
  voyageai: ['voyageai'],
  novita: ['novita'],
  avian: ['avian'],
  minimax: ['minimax'],
  zai: ['zai'],
};

/** Model names of senders repeat; one that makes them up must not fill the memory. */
const MAX_REMEMBERED = 5000;

/** Version of the package; a test compares it with package.json (a bundle can't read it from there). */
export const SOURCE_VERSION = 'genai-prices 0.1.8';

export function shippedPrices(): PriceBook {
  const lists = new Map<string, ShippedModel[]>();
  for (const id of new Set(Object.values(LISTS).flat())) {
    const provider = findProvider({ providerId: id });
    if (provider)
      lists.set(
        id,
        provider.models.map((model) => shippedModel(provider, model, factorsOf(sellersOf(id)))),
      );
  }
  const found = new Map<string, ShippedModel | null>();

  const modelOf = (provider: string, name: string): ShippedModel | null => {
    const key = `${provider}\n${name}`;
    const known = found.get(key);
    if (known !== undefined) return known;
    if (found.size >= MAX_REMEMBERED) found.clear();
    const model = search(
      LISTS[provider]!.map((id) => lists.get(id) ?? []),
      name,
    );
    found.set(key, model);
    return model;
  };

  return {
    find(query: PriceQuery) {
      const { provider, models } = query;
      if (models.length === 0) return { reason: 'no price: the model is not known' };
      const asked = `${provider ?? 'an unknown provider'}/${models[0]}`;
      if (provider === null || !Object.hasOwn(LISTS, provider)) return { reason: `no price for ${asked}` };
      for (const name of models) {
        const model = modelOf(provider, name);
        if (!model) continue;
        const row = rowAt(model.rows, query);
        return row ?? { reason: `no price for ${asked} at the time of the call` };
      }
      return { reason: `no price for ${asked}` };
    },
    rows: () => [...lists.values()].flat().flatMap((model) => model.rows),
  };
}

interface ShippedModel {
  id: string;
  matches: (name: string) => boolean;
  /** The later one wins where two hold. */
  rows: readonly PriceRow[];
}

/** Canonical providers that sell by a list first of all: Azure's own tiers are not those of OpenAI's list. */
const sellersOf = (list: string): string[] =>
  Object.entries(LISTS).flatMap(([provider, lists]) => (lists[0] === list ? [provider] : []));

function shippedModel(
  provider: Provider,
  model: ModelInfo,
  factors: ReturnType<typeof factorsOf>,
): ShippedModel {
  return {
    id: model.id.toLowerCase(),
    matches: compileMatch(model.match),
    rows: rowsOfModel(provider.id, model, SOURCE_VERSION, factors),
  };
}

/** The name as sent in every list before a shorter name in any: the closest name wins. An id beats a pattern. */
function search(lists: readonly ShippedModel[][], sent: string): ShippedModel | null {
  for (const name of modelNames(sent).map((each) => each.toLowerCase())) {
    for (const list of lists) {
      const model = list.find(({ id }) => id === name) ?? list.find(({ matches }) => matches(name));
      if (model) return model;
    }
  }
  return null;
}

function rowAt(rows: readonly PriceRow[], { startUnixNano, serviceTier }: PriceQuery): PriceRow | undefined {
  const ms = Number(startUnixNano / 1_000_000n);
  return rows.findLast((row) => {
    if ((row.serviceTier ?? null) !== (serviceTier ?? null)) return false;
    if (row.validFrom !== null && ms < Date.parse(row.validFrom)) return false;
    if (row.validUntil !== null && ms >= Date.parse(row.validUntil)) return false;
    if (row.dayWindow === null) return true;
    const { fromSeconds, untilSeconds } = row.dayWindow;
    const second = Math.floor(ms / 1000) % 86_400;
    return fromSeconds <= untilSeconds
      ? second >= fromSeconds && second < untilSeconds
      : second >= fromSeconds || second < untilSeconds;
  });
}

/** Names are compared in lowercase, except by patterns that say otherwise themselves. */
function compileMatch(logic: MatchLogic): (name: string) => boolean {
  if ('or' in logic) {
    const any = logic.or.map(compileMatch);
    return (name) => any.some((matches) => matches(name));
  }
  if ('and' in logic) {
    const all = logic.and.map(compileMatch);
    return (name) => all.every((matches) => matches(name));
  }
  if ('regex' in logic) {
    const pattern = new RegExp(logic.regex, 'i');
    return (name) => pattern.test(name);
  }
  if ('equals' in logic) return compare(logic.equals, (name, text) => name === text);
  if ('starts_with' in logic) return compare(logic.starts_with, (name, text) => name.startsWith(text));
  if ('ends_with' in logic) return compare(logic.ends_with, (name, text) => name.endsWith(text));
  return compare(logic.contains, (name, text) => name.includes(text));
}

function compare(text: string, how: (name: string, text: string) => boolean): (name: string) => boolean {
  const lower = text.toLowerCase();
  return (name) => how(name, lower);
}
