import { expect, test } from 'vitest';
import { onceAllListen } from './all-listen.ts';

const never = new AbortController().signal;

test('the work begins when the last one listens, is done once, and all wait for it', async () => {
  const told: string[] = [];
  const whenNew = onceAllListen(['kafka-1', 'kafka-2'], async () => void told.push('work'));
  const first = whenNew('kafka-1', never).then(() => told.push('kafka-1'));
  const again = whenNew('kafka-1', never).then(() => told.push('kafka-1'));
  await new Promise(setImmediate);
  told.push('the last one listens');
  await whenNew('kafka-2', never);
  await Promise.all([first, again]);
  expect(told).toEqual(['the last one listens', 'work', 'kafka-1', 'kafka-1']);
});

test('one that is alone waits for nobody', async () => {
  await expect(onceAllListen(['kafka'], async () => undefined)('kafka', never)).resolves.toBeUndefined();
});

test('work that failed is told to each who waits for it, and tried again by the next start', async () => {
  let fails = true;
  const whenNew = onceAllListen(['kafka-1', 'kafka-2'], async () => {
    if (fails) throw new Error('no room');
  });
  const both = await Promise.allSettled([whenNew('kafka-1', never), whenNew('kafka-2', never)]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  fails = false;
  await whenNew('kafka-1', never);
});

test('whoever is called off waits no longer for the others', async () => {
  const whenNew = onceAllListen(['kafka-1', 'kafka-2'], async () => undefined);
  const calledOff = new AbortController();
  const waiting = whenNew('kafka-1', calledOff.signal);
  calledOff.abort(new Error('Ctrl-C'));
  await expect(waiting).rejects.toThrow('Ctrl-C');
});
