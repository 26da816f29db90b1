import { connect } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  attemptIn,
  changed,
  doubts,
  evidenceOf,
  expectFragile,
  looked,
  realWays,
  type Seen,
  saidOf,
} from '../../../tests/support/faults/real-ways.ts';
import { authority } from '../../model/address.ts';
import type { FaultUse } from '../../model/fault.ts';
import { garbageServer } from '../../proxy/garbage-server.ts';
import { link } from '../index.ts';

const ways = realWays();
const on = { of: 'near-far' };

/** Everything that holds of any fault on this link. */
async function seen(fault: FaultUse, options?: Parameters<typeof looked>[1], meanwhile?: () => void): Promise<Seen> {
  const it = await ways.see(fault, looked(on.of, options), meanwhile);
  const told = evidenceOf(it).map(({ sentence }) => sentence);
  for (const spared of ['far-near', 'near', 'far']) {
    expect(told.join('\n')).toContain(`the way of ${spared}, which the fault is not on, was clean`);
  }
  expectFragile(it);
  expect(doubts(changed(it, attemptIn(it, on.of), { outcome: 'answers' })), 'somebody got through').toBe(true);
  expect(doubts(changed(it, saidOf(on.of), { open: false })), 'it is still there').toBe(true);
  return it;
}

/** A client of the link that is there before the fault, as a service is; tells when its connection has ended. */
async function client(): Promise<{ readonly ended: Promise<void> }> {
  const route = ways.environment.links.find(({ service }) => service === on.of);
  if (!route) throw new Error('There is such a link.');
  // What the far end answers is read: the end of a connection is not told before all that came by it was taken.
  const socket = connect(route.listen)
    .on('error', () => undefined)
    .resume();
  onTestFinished(() => void socket.destroy());
  const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  await new Promise((resolve) => socket.once('connect', resolve));
  socket.write('hello');
  return { ended };
}

describe('a fault on one link bites, is healed, and spares all other ways:', { timeout: 90_000 }, () => {
  test('cut', async () => {
    const { ended } = await client();
    await seen(link.cut(on));
    await ended;
  });

  test('black hole', async () => {
    await seen(link.blackHole(on), { silent: true });
  });

  test('garbage, and the far end is the old one again', async () => {
    const farEnd = authority(ways.environment.links[0]?.upstream ?? { host: '', port: 0 });
    // Besides the prober somebody must come, as a service does.
    const it = await seen(link.garbage({ seed: 1, ...on }), {}, () => void client());
    expect(authority(ways.environment.links[0]?.upstream ?? { host: '', port: 0 })).toBe(farEnd);
    const alone = { openings: 1 };
    expect(doubts(changed(it, ({ kind }) => kind === 'garbage-served', alone)), 'the prober alone came').toBe(true);
    expect(doubts(changed(it, ({ kind }) => kind === 'garbage-served', { bytesSaid: 0 })), 'nothing was said').toBe(
      true,
    );
  });
});

test('a fault on a link that is not there says which there are', async () => {
  await expect(ways.see(link.cut({ of: 'nowhere' }), () => true)).rejects.toThrow(/links are: near-far, far-near/);
});

test('random bytes are the same for the same seed, others for another, and none of the first says anything', async () => {
  const [one, same, other] = await Promise.all([said(7), said(7), said(8)]);
  expect(one[0]).toBe(0xff);
  expect(same).toEqual(one);
  expect(other).not.toEqual(one);
  expect(new Set(one).size).toBeGreaterThan(100);
});

/** The first bytes that whoever connects is told. */
async function said(seed: number): Promise<Buffer> {
  const babbler = await garbageServer(seed, '127.0.0.1');
  onTestFinished(async () => {
    await babbler.close();
    await babbler.close();
  });
  const chunks: Buffer[] = [];
  const socket = connect(babbler.address).on('error', () => undefined);
  await new Promise<void>((resolve) => {
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      if (Buffer.concat(chunks).length >= 257) resolve();
    });
  });
  expect(babbler.counted().connections).toBe(1);
  return Buffer.concat(chunks).subarray(0, 257);
}
