import { describe, expect, it } from 'vitest';
import type { Lane } from '../engine';
import { Mailbox } from './mailbox';

const box = (...lanes: Lane[]) => {
  const mailbox = new Mailbox<{ lane: Lane; id: number }>();
  lanes.forEach((lane, id) => mailbox.add({ lane, id }));
  return mailbox;
};
const order = (mailbox: Mailbox<{ lane: Lane; id: number }>, count: number) =>
  Array.from({ length: count }, () => mailbox.next()?.lane);

describe('Mailbox', () => {
  it('gives ingest before panels before jobs, and each lane in its order', () => {
    const mailbox = box('job', 'panel', 'ingest', 'panel', 'ingest');
    expect(Array.from({ length: 5 }, () => mailbox.next()?.id)).toEqual([2, 4, 1, 3, 0]);
    expect(mailbox.next()).toBeUndefined();
  });

  it('lets a panel through after eight runs of ingest, and a job after sixteen of others', () => {
    const mailbox = box(...Array<Lane>(40).fill('ingest'), 'panel', 'panel', 'panel', 'job');
    const first = order(mailbox, 20);
    expect(first.slice(0, 8)).toEqual(Array(8).fill('ingest'));
    expect(first[8]).toBe('panel');
    expect(first.indexOf('job')).toBe(16);
  });

  it('takes out what nobody waits for', () => {
    const mailbox = box('panel');
    const [item] = mailbox.drain();
    expect(item && mailbox.remove(item)).toBe(false);
    mailbox.add({ lane: 'panel', id: 1 });
    const other = { lane: 'panel' as const, id: 2 };
    mailbox.add(other);
    expect(mailbox.remove(other)).toBe(true);
    expect(mailbox.size).toBe(1);
  });
});
