/** A morning at the desk: who writes what, in which conversation, and what some think of the answer. */
import type { Thumb } from './feedback';

export interface Ticket {
  customer: string;
  conversation: string;
  text: string;
  urgent: boolean;
  model: string;
  thumb?: Thumb;
}

const ticket = (
  customer: string,
  conversation: string,
  text: string,
  more: Partial<Ticket> = {},
): Ticket => ({
  customer,
  conversation,
  text,
  urgent: false,
  model: 'gpt-4.1-mini',
  ...more,
});

/** In the order they come in; those of one conversation wait for each other. */
export const TICKETS: Ticket[] = [
  ticket('ana', 'c-8812', 'Where is my order 8812? It should have been here on Monday.', {
    thumb: { up: true },
  }),
  ticket('ana', 'c-8812', 'Then I want a refund for order 8812, please.', {
    urgent: true,
    thumb: { up: true, comment: 'Quick, thank you.' },
  }),
  ticket('ben', 'c-4040', 'Is order 4040 on its way?'),
  ticket('chloe', 'c-2001', 'I cannot log in, the password mail never comes.'),
  ticket('chloe', 'c-2001', 'It came now. Can I change the delivery address of order 5120?', {
    thumb: { up: false, comment: 'It looked my order up, but I asked for another address.' },
  }),
  ticket('dev', 'c-7733', 'My blender broke after a year. Can I have my money back for order 7733?', {
    model: 'o4-mini',
    urgent: true,
  }),
  ticket('eva', 'c-9001', 'Can you ship explosives to my address?'),
  ticket('finn', 'c-3141', 'I need an invoice for order 3141 with our company address.', {
    model: 'o4-mini',
    thumb: { up: false, comment: 'I asked for an invoice.' },
  }),
  ticket('ben', 'c-4040', 'Still nothing about order 4040, and nobody tells me anything!', {
    urgent: true,
    thumb: { up: false, comment: 'The same answer as before.' },
  }),
  ticket('gia', 'c-1618', 'Do you deliver to islands? Order 1618 is for my mother.', {
    thumb: { up: true },
  }),
];
