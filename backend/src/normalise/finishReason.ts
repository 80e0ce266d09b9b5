/** Why an answer ended, in one vocabulary; words that nobody knows stay as they are, in lowercase. */
const WORDS: Readonly<Record<string, string>> = {
  stop: 'stop', end_turn: 'stop', stop_sequence: 'stop', complete: 'stop', completed: 'stop', eos: 'stop', eos_token: 'stop',
  length: 'length', max_tokens: 'length', max_output_tokens: 'length', model_length: 'length',
  tool_call: 'tool_call', tool_calls: 'tool_call', tool_use: 'tool_call', function_call: 'tool_call',
  content_filter: 'content_filter', content_filtered: 'content_filter', safety: 'content_filter', refusal: 'content_filter',
  guardrail_intervened: 'content_filter', recitation: 'content_filter',
  error: 'error', failed: 'error',
}; // prettier-ignore

export function finishReasonOf(sent: string): string {
  // "FinishReason.STOP" is how Python prints an enum.
  const word = sent
    .slice(sent.lastIndexOf('.') + 1)
    .trim()
    .toLowerCase()
    .replaceAll('-', '_')
    .replaceAll(' ', '_');
  return Object.hasOwn(WORDS, word) ? WORDS[word]! : word;
}
