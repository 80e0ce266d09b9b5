/**
 * Names under which a price list may know a model: as sent first, then with what a cloud or router put around it
 * taken off, one layer at a time. "us.anthropic.claude-sonnet-4-5-20250929-v1:0" is also "anthropic.claude-…",
 * "claude-sonnet-4-5-20250929-v1:0" and "claude-sonnet-4-5-20250929".
 * Not done: guessing a family from part of a name. A wrong price is worse than none.
 */
export function modelNames(sent: string): string[] {
  const names = new Set<string>();
  let name = sent.trim();
  names.add(name);
  for (const peel of LAYERS) {
    const inner = peel(name);
    if (inner === '' || inner === name) continue;
    name = inner;
    names.add(name);
  }
  return [...names];
}

const LAYERS: readonly ((name: string) => string)[] = [
  // arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-…
  (name) => (name.startsWith('arn:') ? name.slice(name.lastIndexOf('/') + 1) : name),
  // models/gemini-2.5-flash, projects/p/locations/l/publishers/google/models/gemini-2.5-flash
  (name) => afterLast(name, 'models/'),
  // openai/gpt-4o, openrouter/openai/gpt-4o: one vendor, then all of them
  (name) => (name.includes('/') ? name.slice(name.indexOf('/') + 1) : name),
  (name) => name.slice(name.lastIndexOf('/') + 1),
  // us.anthropic.claude-… → anthropic.claude-…
  (name) => (REGIONS.has(name.slice(0, name.indexOf('.'))) ? name.slice(name.indexOf('.') + 1) : name),
  // anthropic.claude-… → claude-…
  (name) => (VENDORS.has(name.slice(0, name.indexOf('.'))) ? name.slice(name.indexOf('.') + 1) : name),
  // claude-…-v1:0 → claude-…
  (name) => name.replace(BEDROCK_VERSION, ''),
  // claude-opus-4@20250514 → claude-opus-4-20250514
  (name) => name.replace('@', '-'),
  // claude-opus-4-20250514 → claude-opus-4
  (name) => name.replace(DATE, ''),
];

const REGIONS: ReadonlySet<string> = new Set(['us', 'eu', 'apac', 'global', 'jp', 'au', 'ca', 'us-gov']);
const VENDORS: ReadonlySet<string> = new Set([
  'anthropic', 'amazon', 'meta', 'mistral', 'cohere', 'ai21', 'deepseek', 'qwen', 'openai', 'stability', 'writer',
]); // prettier-ignore
const BEDROCK_VERSION = /-v\d+(:\d+)?(:\d+k)?$/;
const DATE = /-(20\d{6}|20\d\d-\d\d-\d\d)$/;

const afterLast = (name: string, mark: string): string => {
  const at = name.lastIndexOf(mark);
  return at < 0 ? name : name.slice(at + mark.length);
};
