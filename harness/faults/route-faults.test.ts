import { Kafka, logLevel } from 'kafkajs';
import { describe, expect, onTestFinished, test } from 'vitest';
import { authority } from '../core/address.ts';
import type { Fault } from '../core/fault.ts';
import { route } from './index.ts';
import { changed, doubts, evidenceOf, expectFragile, looked, realWays, type Seen } from './testing/real-ways.ts';

const ways = realWays();
const near = { of: 'near' };

const inside =
  ({ window }: Seen) =>
  (fact: { kind: string; route?: string; first?: number; last?: number }) =>
    fact.kind === 'probe' &&
    fact.route === 'near' &&
    Number(fact.first) >= window.from &&
    Number(fact.last) <= window.healFrom;

/** Everything that holds of any fault on the route of `near`. */
async function seen(fault: Fault, options?: Parameters<typeof looked>[1], meanwhile?: () => void): Promise<Seen> {
  const it = await ways.see(fault, looked('near', options), meanwhile);
  const sentences = evidenceOf(it).map(({ sentence }) => sentence);
  expect(sentences.join('\n')).toContain('the way of far, which the fault is not on, was clean');
  expectFragile(it);
  expect(doubts(changed(it, (fact) => fact.kind === 'route' && fact.route === 'near', { open: false })), 'healed').toBe(
    true,
  );
  const harmed = changed(
    it,
    (fact) =>
      fact.kind === 'probe' && fact.route === 'far' && fact.first >= it.window.from && fact.last <= it.window.healFrom,
    { outcome: 'closed' },
  );
  expect(doubts(harmed), 'the other one unharmed').toBe(true);
  return it;
}

describe('a fault on one way to Kafka bites, is healed, and spares the other way:', () => {
  test('cut', async () => {
    const it = await seen(route.cut(near));
    expect(doubts(changed(it, inside(it), { outcome: 'answers' }))).toBe(true);
  });

  test('reset', async () => {
    const it = await seen(route.reset(near));
    expect(doubts(changed(it, inside(it), { outcome: 'answers' }))).toBe(true);
  });

  test.for(['both', 'requests'] as const)('black hole, %s', async (direction) => {
    const it = await seen(route.blackHole({ direction, ...near }), { silent: true });
    expect(doubts(changed(it, inside(it), { outcome: 'answers' }))).toBe(true);
    const facts = [...it.history.facts];
    const record = { ...appended, at: it.window.healFrom, appendedAt: it.window.healFrom - 1 };
    expect(
      doubts({
        ...it,
        history: {
          ...it.history,
          of: (kind) => (kind === 'record' ? [{ ...record, line: 1 }] : it.history.of(kind)) as never,
        },
      }),
      'a record came through',
    ).toBe(true);
    expect(
      facts.some(({ kind }) => kind === 'record'),
      'and none did',
    ).toBe(false);
  });

  test('black hole of answers: what is sent arrives, and nobody is told so', async () => {
    const { send, acknowledged } = await producer();
    const it = await seen(route.blackHole({ direction: 'answers', ...near }), { silent: true }, send);
    expect(it.history.of('record').length).toBeGreaterThan(0);
    expect(acknowledged()).toBe(0);
    expect(doubts(changed(it, inside(it), { outcome: 'answers' }))).toBe(true);
    expect(
      doubts({
        ...it,
        history: { ...it.history, of: (kind) => (kind === 'record' ? [] : it.history.of(kind)) as never },
      }),
    ).toBe(true);
  });

  test('latency', async () => {
    const it = await seen(route.latency({ ms: 800, ...near }), { measurements: 2, silent: true });
    expect(
      doubts(changed(it, (fact) => fact.kind === 'measured' && fact.to <= it.window.healFrom, { firstByteMs: 799 })),
    ).toBe(true);
  });

  test('bandwidth', async () => {
    const it = await seen(route.bandwidth({ kilobytesPerSecond: 10, ...near }), { measurements: 2, silent: true });
    expect(
      doubts(changed(it, (fact) => fact.kind === 'measured' && fact.to <= it.window.healFrom, { answeredMs: 10 })),
    ).toBe(true);
  });

  test('slow close', async () => {
    const it = await seen(route.slowClose({ ms: 700, ...near }), { measurements: 2 });
    expect(
      doubts(changed(it, (fact) => fact.kind === 'measured' && fact.to <= it.window.healFrom, { closedMs: 699 })),
    ).toBe(true);
  });

  test('slicing', async () => {
    const it = await seen(route.slicing({ bytes: 64, delayMicroseconds: 2000, ...near }), { measurements: 2 });
    expect(
      doubts(changed(it, (fact) => fact.kind === 'measured' && fact.to <= it.window.healFrom, { answeredMs: 20 })),
    ).toBe(true);
  });

  test('data limit: the prober meets a connection that ends in mid-answer', async () => {
    const it = await seen(route.dataLimit({ bytes: 600, ...near }), { measurements: 2 });
    expect(
      it.history
        .of('probe')
        .filter(inside(it))
        .every(({ outcome }) => outcome === 'closed'),
    ).toBe(true);
    expect(
      doubts(changed(it, (fact) => fact.kind === 'measured' && fact.to <= it.window.healFrom, { bytes: 601 })),
    ).toBe(true);
  });

  test('flapping', async () => {
    const fault = route.flapping({ times: 3, downMs: 400, upMs: 400, ...near });
    const it = await ways.see(fault, (history, window) => {
      const said = history.of('route').filter(({ at, route: way }) => way === 'near' && at >= window.injectAt);
      const last = history.of('probe').findLast(({ route: way }) => way === 'near');
      const far = looked('near')(history, window);
      return (
        far &&
        said.filter(({ open }) => !open).length === 3 &&
        said.at(-1)?.open === true &&
        last?.outcome === 'answers'
      );
    });
    evidenceOf(it);
    expectFragile(it);
    expect(
      doubts(changed(it, (fact) => fact.kind === 'route' && fact.route === 'near' && !fact.open, { open: true })),
    ).toBe(true);
    expect(
      doubts(
        changed(it, (fact) => fact.kind === 'probe' && fact.outcome === 'refused' && fact.count === 1, {
          outcome: 'silent',
        }),
      ),
    ).toBe(false);
  });
});

test('a fault on all ways spares none, and needs no other to be shown', async () => {
  const it = await ways.see(route.reset(), looked('near'));
  expect(evidenceOf(it).filter(({ sentence }) => sentence.includes('which the fault is not on'))).toEqual([]);
});

test('a fault on a way that is not there says which there are', async () => {
  await expect(ways.see(route.reset({ of: 'nobody' }), () => true)).rejects.toThrow(/only near, far have one/);
});

const appended = {
  kind: 'record',
  topic: 'events',
  partition: 0,
  offset: 0,
  seen: 'live',
  role: 'other',
  id: 'event-1',
  type: 'said',
  source: 'near',
} as const;

/** A client of the way of `near` that is connected, sends when it is told to, and counts what is acknowledged. */
async function producer() {
  const broker = authority(ways.environment.routes[0]?.listen ?? { host: '', port: 0 });
  const kafka = new Kafka({ clientId: 'near', brokers: [broker], logLevel: logLevel.NOTHING, retry: { retries: 0 } });
  const client = kafka.producer();
  await client.connect();
  onTestFinished(() => client.disconnect());
  const value = JSON.stringify({ id: 'event-1', type: 'said', source: 'near', role: 'other' });
  let acknowledged = 0;
  // Asked for now, so that later nothing but the record itself has to be answered.
  await client.send({ topic: 'events', messages: [{ value: value.replace('near', 'warm-up') }] });
  const send = () => {
    const later = setTimeout(() => {
      client.send({ topic: 'events', messages: [{ value }] }).then(
        () => {
          acknowledged += 1;
        },
        () => undefined,
      );
    }, 400);
    onTestFinished(() => clearTimeout(later));
  };
  return { send, acknowledged: () => acknowledged };
}
