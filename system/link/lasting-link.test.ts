import { afterEach, expect, test } from 'vitest';
import { closeAll, freePort, hearing, host } from '../../tests/support/system/link/ends.ts';
import { lastingLink } from './lasting-link.ts';
import type { Link } from './link.ts';

afterEach(closeAll);

/** A lasting link that tries again at once, and what it was told. */
function lasting(port: number, greet = (link: Link) => link.send('greeting')) {
  const downs: string[] = [];
  const link = lastingLink({
    address: { host, port },
    greet,
    onMessage: () => undefined,
    onDown: ({ message }) => downs.push(message),
    pauseMs: () => 10,
  });
  return { ...link, downs };
}

test('it is made anew each time that it ends, and greets each time', async () => {
  const { heard, port } = await hearing(undefined, ([word], link) => word === 'leave' && link.close());
  const link = lasting(port);
  for (const round of [1, 2, 3]) {
    await expect.poll(() => heard.filter(([word]) => word === 'greeting').length).toBe(round);
    await expect.poll(() => link.current() !== undefined).toBe(true);
    await link
      .current()
      ?.send('leave')
      .catch(() => undefined);
  }
  await link.close();
  expect(link.downs.slice(0, 2)).toEqual(Array(2).fill('The far end has closed the link.'));
});

test('it waits for a far end that is not there, says so, and finds it when it comes', async () => {
  const port = await freePort();
  const link = lasting(port);
  await expect.poll(() => link.downs.length).toBeGreaterThan(1);
  expect(link.downs[0]).toContain('ECONNREFUSED');
  expect(link.current()).toBeUndefined();
  const { heard } = await hearing(undefined, undefined, { port });
  await expect.poll(() => heard).toEqual([['greeting']]);
  await link.close();
  expect(link.current()).toBeUndefined();
});

test('a greeting that fails is a link that has ended', async () => {
  const { port } = await hearing();
  const link = lasting(port, () => Promise.reject(new Error('no words')));
  await expect.poll(() => link.downs.slice(0, 2)).toEqual(['no words', 'no words']);
  expect(link.current()).toBeUndefined();
  await link.close();
});

test('closed, it tries no more, whatever it was doing', async () => {
  const { heard, port } = await hearing();
  const link = lasting(port);
  await link.close();
  const before = heard.length;
  const downs = link.downs.length;
  await new Promise((later) => setTimeout(later, 50));
  expect([heard.length, link.downs.length]).toEqual([before, downs]);
});
