/**
 * What one way of naming LLM telemetry is, declared as data. Adding a dialect is one file of this shape,
 * one line in the registry, and its captures; no code elsewhere knows a dialect by name.
 */
import type { Operation } from '../../record/span';
import type { Field } from '../fields';
import type { LogEvent } from './logEvent';

export interface Dialect {
  /** Stored in `calls.dialect`; never renamed. */
  id: string;
  title: string;
  /** Where its names are defined. */
  reference: string;
  /** Given where no capture of a real run stands behind the table: the specification or source, and its version. */
  specifiedBy?: string;
  /** Canonical name of the gateway that sends these records and bills the calls, whoever it says has served them. */
  billedBy?: string;
  /** Where others name the provider it names itself or the application: address and model tell. */
  namesNoProvider?: true;
  /** The first dialect of the registry of which any test holds is the dialect of a span. */
  detect: Detection;
  /** Names of each field in order of precedence. A span borrows names of other dialects where its own have nothing. */
  fields: Partial<Record<Field, readonly Name[]>>;
  /**
   * Names that only spans of this dialect are asked for: too common ("model"), or inside a JSON that others should not
   * have to open. They come before `fields`.
   */
  ownFields?: Partial<Record<Field, readonly Name[]>>;
  /** Fields that it does not have: what it writes under their usual names is something else. */
  without?: readonly Field[];
  /** Carriers of prompts, answers, documents: stored as content, not as attributes. */
  content: { keys: readonly string[]; prefixes: readonly string[] };
  /** Where the kind of work is said, in order of trust. */
  operations: readonly OperationSource[];
  /**
   * Attributes, or members of one, that hold all messages of a side. Read when somebody looks, after the standard carriers.
   * Attributes in a list of their own are one answer together; `reasoning` is the text of what was thought before it.
   */
  messages?: {
    input?: readonly string[];
    output?: readonly (string | readonly string[])[];
    reasoning?: readonly string[];
    tools?: readonly string[];
    /** Answers that are JSON by themselves, with whatever members the application asked for. */
    structured?: readonly string[];
    /** Log events with the text of a side in an attribute, by name. */
    events?: Readonly<Record<string, { input?: string; output?: string }>>;
  };
  /** What its numbers are known to mean. Of each property the first row that fits and states it is taken. */
  conventions: readonly Convention[];
  /** Log events that are model calls, or carry the fields of one, by name. An event of a dialect's scope is read as that dialect says. */
  logEvents?: Readonly<Record<string, LogEvent>>;
  /** Spans that call no model though they name its kind and model: what prepares a call, known by scope and end of name. */
  preparations?: readonly { scope: string; nameEnding: string }[];
  /** Nobody vouches for its names: a span without a model or without a count makes no claim of a call. */
  careful?: true;
  /** It knows the time to the first token of answers that were not streamed, too. */
  timesEveryAnswer?: boolean;
  /** It writes a cost of 0 where it knows no price: then nothing was reported. */
  zeroCostIsUnknown?: boolean;
}

/**
 * An attribute name; `name{a.b}` reads member a.b of the JSON in it; `*.name` is every key that ends in `.name` and that
 * no table has: for `ownFields` only, since it may be anything.
 * `unit` is needed where it is not that of the field: seconds where the field is in milliseconds.
 * `after`: only a value that begins so counts, and only what follows. `sentAs`: a value of another type is something else.
 * `otherThan`: a value that only repeats that attribute says nothing.
 */
export type Name =
  | string
  | { name: string; unit: 's' }
  | { name: string; after: string }
  | { name: string; sentAs: 'text' }
  | { name: string; otherThan: string };

/** Each list is an "any of"; absent lists test nothing. */
export interface Detection {
  /** Exact instrumentation scope names. */
  scopes?: readonly string[];
  scopePrefixes?: readonly string[];
  /** Attributes whose presence is enough. */
  keys?: readonly string[];
  /** As `keys`, for every name in any table that begins so. */
  keyPrefixes?: readonly string[];
  /** Attributes that must have one of these values. */
  values?: Readonly<Record<string, readonly string[]>>;
  /** Resource attributes that must have one of these values. */
  resource?: Readonly<Record<string, readonly string[]>>;
  /** A scope that also sends other spans, with one of these attributes: both must be there. */
  scopeWithKey?: { scopes: readonly string[]; keys: readonly string[] };
  /** Of each list of one row one attribute must be there. */
  together?: readonly (readonly (readonly string[])[])[];
}

export interface OperationSource {
  key: string;
  /** Asked of spans of its own dialect only: the name is too common, or means something else elsewhere. */
  own?: true;
  /** Not asked when one of these attributes is there. */
  unless?: readonly string[];
  /** By lowercase value. A value that is not listed says nothing, and the next source is asked. */
  values: Readonly<Record<string, Operation>>;
  /** By ending of the value, asked when `values` has nothing. */
  endings?: readonly (readonly [ending: string, operation: Operation])[];
  /** Of every other value. */
  otherwise?: Operation;
}

/** `from` is inclusive, `before` exclusive; compared number by number, so "1.3b0" is 1.3.0. */
export interface VersionRange {
  from?: string;
  before?: string;
}

export interface Convention {
  /** All that is given must hold. Absent: always. */
  when?: {
    scopePrefixes?: readonly string[];
    versions?: VersionRange;
    /** Canonical providers. */
    providers?: readonly string[];
    /** The name that the input tokens were read from begins with one of these. */
    carriers?: readonly string[];
    source?: 'span' | 'log';
    /** `unsaid`: the record does not tell whether the answer was streamed; false holds there too. */
    streaming?: boolean | 'unsaid';
    /** One of these attributes is there: a key that only some versions send. */
    has?: readonly string[];
    /** None of these attributes is there: what an instrumentation writes with every usage that it was given. */
    lacks?: readonly string[];
    /** The attribute begins with one of the texts. */
    begins?: { key: string; texts: readonly string[] };
  };
  inputIncludesCache?: boolean;
  outputIncludesReasoning?: boolean;
  /** The sent output leaves something out that the sent total has: output is total − input. */
  outputIsRestOfTotal?: boolean;
  /** The instrumentation counted by itself. `perhaps`: it does that at times, and nothing on the record says when. */
  estimated?: boolean | 'perhaps';
  /** Nothing says whether its input includes cache: with cached tokens, and no numbers that decide, the input is unknown. */
  cacheIsUnclear?: boolean;
  /** Its input leaves cached tokens out, and nothing has their count: the input is unknown. */
  cacheIsNotSent?: boolean;
  /** The model runs the tools by itself, and each round of that loop says the sum of its usage and that of the rounds before. */
  repeatsEarlierRounds?: boolean;
  /** A span around the whole tool loop has the usage of its last round alone; the agent around it has the sum. */
  lastRoundOnly?: boolean;
  /** How this is known, one clause for a person. */
  because: string;
}

/** Content prefixes of `prefix0…`, `prefix1…`: only numbered members, so that `gen_ai.prompt.name` stays an attribute. */
export const indexed = (prefix: string): string[] => [...'0123456789'].map((digit) => prefix + digit);
