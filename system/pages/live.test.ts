import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Live, liveViews } from './live.ts';

let shown = { at: 0, word: 'first' };
let asked = 0;
let live: Live;
const view = () => {
  asked += 1;
  return { ...shown, at: Date.now() };
};

beforeEach(() => {
  shown = { at: 0, word: 'first' };
  asked = 0;
  live = liveViews(view);
});
afterEach(() => live.close());

function joined(to: Live = live): Readable {
  const stream = to.join();
  if (!stream) throw new Error('There was no room for one more reader.');
  return stream;
}

/** The words that a reader is told, one by one. */
async function* words(stream: Readable): AsyncGenerator<string> {
  stream.setEncoding('utf8');
  for await (const text of stream)
    for (const [, data = ''] of text.matchAll(/^data: (.*)$/gm)) yield JSON.parse(data).word;
}
const next = async (told: AsyncGenerator<string>): Promise<string | undefined> => (await told.next()).value;

test('a reader is told at once what there is, then what has changed, and at least each second', async () => {
  const told = words(joined());
  expect(await next(told)).toBe('first');
  const since = performance.now();
  shown = { at: 0, word: 'second' };
  expect(await next(told)).toBe('second');
  const changedAfter = performance.now() - since;
  expect(await next(told)).toBe('second');
  const repeatedAfter = performance.now() - since;
  expect(repeatedAfter).toBeGreaterThan(900);
  expect(changedAfter, 'a change does not wait for the next second').toBeLessThan(repeatedAfter * 0.7);
});

test('the first thing said is when to come back', () => {
  expect(String(joined().read())).toMatch(/^retry: 500\nevent: view\ndata: \{/);
});

test('what there is to see is asked for once for all readers, and not at all when there are none', async () => {
  const readers = Array.from({ length: 20 }, () => joined());
  const told = readers.map(words);
  await Promise.all(told.map(next));
  asked = 0;
  shown = { at: 0, word: 'second' };
  expect(new Set(await Promise.all(told.map(next)))).toEqual(new Set(['second']));
  expect(asked).toBeLessThan(10);
  for (const reader of readers) {
    reader.destroy();
    await once(reader, 'close');
  }
  asked = 0;
  await once(AbortSignal.timeout(350), 'abort');
  expect(asked).toBe(0);
});

test('there is room for a hundred, and for one more when one has gone', async () => {
  const readers = Array.from({ length: 100 }, () => joined());
  expect(live.join()).toBeUndefined();
  const [one] = readers;
  one?.destroy();
  if (one) await once(one, 'close');
  expect(live.join()).toBeDefined();
});

test('nothing piles up for one that does not read, and it gets the newest when it reads again', async () => {
  const slow = joined();
  const told = words(joined());
  await next(told);
  const before = slow.readableLength;
  for (const word of ['second', 'third']) {
    shown = { at: 0, word };
    expect(await next(told)).toBe(word);
    expect(slow.readableLength).toBe(before);
  }
  const late = words(slow);
  expect(await next(late)).toBe('first');
  expect(await next(late)).toBe('third');
});

test('one that does not read for too long is dropped, and nobody else', async () => {
  const impatient = liveViews(view, 300);
  const slow = joined(impatient);
  const patient = joined(impatient).resume();
  await once(slow, 'close');
  expect(patient.closed).toBe(false);
  impatient.close();
});

test('when there is nothing to be had, every reader is sent away, and whoever comes is told why', async () => {
  let broken = false;
  const failing = liveViews(() => {
    if (broken) throw new Error('on purpose');
    return shown;
  });
  const told = words(joined(failing));
  await next(told);
  broken = true;
  expect((await told.next()).done).toBe(true);
  expect(() => failing.join()).toThrow('on purpose');
  broken = false;
  expect(await next(words(joined(failing)))).toBe('first');
  failing.close();
});

test('closing ends every stream, also that of one that does not read', async () => {
  const slow = joined();
  const told = words(joined());
  await next(told);
  live.close();
  expect((await told.next()).done).toBe(true);
  asked = 0;
  slow.resume();
  await once(slow, 'end');
  expect(asked).toBe(0);
});
