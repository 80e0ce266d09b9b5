import { expect, it } from 'vitest';
import { once } from './once';

it('does the work when it is first asked for, and only then, even when nothing comes of it', () => {
  let runs = 0;
  const result = once(() => {
    runs += 1;
    return undefined;
  });
  expect(runs).toBe(0);
  expect([result(), result()]).toEqual([undefined, undefined]);
  expect(runs).toBe(1);
});
