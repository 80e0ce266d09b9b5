/** The OTLP/JSON text of a plain request, in one of the spellings that senders use. */
import type { Plain } from './otlpSchema';

export interface Spelling {
  snakeCase: boolean;
  /** 64-bit integers as numbers with all digits, instead of strings. */
  bareIntegers: boolean;
  enumNames: boolean;
  base64Ids: boolean;
}

const ENUMS: Readonly<Record<string, string[]>> = {
  kind: ['UNSPECIFIED', 'INTERNAL', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER'].map((n) => `SPAN_KIND_${n}`),
  code: ['UNSET', 'OK', 'ERROR'].map((n) => `STATUS_CODE_${n}`),
  aggregationTemporality: ['UNSPECIFIED', 'DELTA', 'CUMULATIVE'].map((n) => `AGGREGATION_TEMPORALITY_${n}`),
};
const INTEGERS = new Set([
  'intValue', 'asInt', 'timeUnixNano', 'observedTimeUnixNano', 'startTimeUnixNano', 'endTimeUnixNano', 'count',
  'zeroCount', 'bucketCounts',
]); // prettier-ignore
const IDS = new Set(['traceId', 'spanId', 'parentSpanId']);

export function jsonTwin(request: Plain, spelling: Spelling): string {
  const text = (name: string, value: unknown): string => {
    if (Array.isArray(value)) return `[${value.map((item) => text(name, item)).join(', ')}]`;
    if (Buffer.isBuffer(value)) {
      return JSON.stringify(value.toString(IDS.has(name) && !spelling.base64Ids ? 'hex' : 'base64'));
    }
    if (typeof value === 'number') {
      if (spelling.enumNames && ENUMS[name]) return JSON.stringify(ENUMS[name][value]);
      if (Object.is(value, -0)) return '-0';
      return Number.isFinite(value) ? String(value) : JSON.stringify(String(value));
    }
    if (INTEGERS.has(name) && spelling.bareIntegers) return String(value);
    if (value !== null && typeof value === 'object') {
      const members = Object.entries(value).map(([key, item]) => {
        const spelled = spelling.snakeCase ? key.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`) : key;
        return `${JSON.stringify(spelled)}: ${text(key, item)}`;
      });
      return `{${members.join(', ')}}`;
    }
    return JSON.stringify(value);
  };
  return text('', request);
}
