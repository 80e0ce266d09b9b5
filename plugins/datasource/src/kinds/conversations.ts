/** Conversations: the list, and the turns of one. */
import { choices, CONTROLS, sortedWords, limit, type Kind } from './kind';

const SORTS = choices({
  newest: ['Newest'],
  longest: ['Longest'],
  dearest: ['Dearest'],
  most_turns: ['Most turns'],
  most_tokens: ['Most tokens'],
  most_errors: ['Most errors'],
  lowest_score: ['Lowest score'],
});

export const conversations: Kind<'conversations'> = {
  label: 'Conversations',
  description: 'A list of conversations: turns, cost, errors',
  group: 'Lists',
  filters: 'metrics',
  defaults: { sort: 'newest', limit: 50 },
  controls: [{ control: 'choice', field: 'sort', label: 'Sort', choices: SORTS }, limit(1000)],
  words: ({ sort, limit: top }) => [sortedWords(SORTS, sort, top, 'conversations')],
};

export const conversation: Kind<'conversation'> = {
  label: 'One conversation',
  description: 'Its turns, oldest first, with messages',
  group: 'One of them',
  defaults: { conversationId: '', content: true, limit: 50, offset: 0 },
  controls: [
    {
      control: 'value',
      field: 'conversationId',
      label: 'Conversation',
      dimension: 'conversation',
      placeholder: 'Choose or type an id, or ${conversation}',
    },
    CONTROLS.content,
    limit(200, 'Turns'),
    {
      control: 'number',
      field: 'offset',
      label: 'Turns left out',
      min: 0,
      max: 1_000_000,
      optional: true,
    },
  ],
  complete: ({ conversationId }) => conversationId.trim() !== '',
  words: ({ conversationId, limit: turns, offset }) => [
    conversationId ? `Conversation ${conversationId}` : 'One conversation, no id yet',
    ...(offset > 0 ? [`after turn ${offset}`] : []),
    `at most ${turns} turns`,
  ],
};
