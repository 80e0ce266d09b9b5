/** Token counts as a record carries them, before any convention. What is no count is kept apart, never repaired. */
import type { AttributesView } from '../decode/view';
import type { RawUsage } from '../record/call';
import type { Field } from './fields';
import { numberOf, valueOf } from './readField';
import type { CompiledDialect } from './slots';

type CountName = Exclude<keyof RawUsage, 'rejected'>;

const COUNTS: readonly (readonly [name: CountName, field: Field])[] = [
  ['input', 'inputTokens'],
  ['output', 'outputTokens'],
  ['total', 'totalTokens'],
  ['cacheRead', 'cacheReadTokens'],
  ['cacheWrite', 'cacheWriteTokens'],
  ['cacheWrite1h', 'cacheWrite1hTokens'],
  ['reasoning', 'reasoningTokens'],
  ['toolInput', 'toolInputTokens'],
  ['inputAudio', 'inputAudioTokens'],
  ['outputAudio', 'outputAudioTokens'],
  ['inputImage', 'inputImageTokens'],
  ['outputImage', 'outputImageTokens'],
  ['webSearches', 'webSearches'],
];

export interface UsageRead {
  /** Null when no count was sent at all, not even a broken one. */
  usage: RawUsage | null;
  /** Attribute name of the input count: a convention may depend on it. Null when none was sent. */
  carrier: string | null;
}

export function readUsage(attributes: AttributesView, { sources }: CompiledDialect): UsageRead {
  let usage: RawUsage | null = null;
  let carrier: string | null = null;
  const read = (field: Field): number | undefined => {
    for (const source of sources[field]) {
      if (!attributes.has(source.slot)) continue;
      const number = numberOf(attributes, source);
      if (number !== undefined && isCount(number)) {
        if (field === 'inputTokens') carrier = source.name;
        return number;
      }
      const sent = valueOf(attributes, source);
      if (sent === undefined || sent === null || sent === '') continue;
      usage ??= {};
      (usage.rejected ??= {})[source.name] = shown(sent);
    }
    return undefined;
  };
  for (const [name, field] of COUNTS) {
    const count = read(field);
    if (count !== undefined) (usage ??= {})[name] = count;
  }
  // Some name only the two kinds of cache writes, not their sum.
  const written = (usage as RawUsage | null)?.cacheWrite;
  if (written === undefined) {
    const short = read('cacheWrite5mTokens');
    const long = (usage as RawUsage | null)?.cacheWrite1h;
    if (short !== undefined) (usage ??= {}).cacheWrite = short + (long ?? 0);
    else if (long !== undefined) (usage ??= {}).cacheWrite = long;
  }
  return { usage, carrier };
}

/** An object is only named: turned to text it may call a `toString` that its sender made up. */
const shown = (sent: unknown): string =>
  Array.isArray(sent) ? '[…]' : typeof sent === 'object' ? '{…}' : String(sent).slice(0, 100);

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
