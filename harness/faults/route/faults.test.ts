import { Kafka, logLevel } from 'kafkajs';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  added,
  attemptIn,
  changed,
  doubts,
  evidenceOf,
  expectFragile,
  looked,
  measuredIn,
  realWays,
  type Seen,
  saidOf,
  without,
} from '../../../tests/support/faults/real-ways.ts';
import { authority } from '../../model/address.ts';
import type { Fact } from '../../model/fact.ts';
import type { FaultUse } from '../../model/fault.ts';
import { route } from '../index.ts';

const ways = realWays();
const near = { of: 'near' };

const answers = { outcome: 'answers' };

/** Everything that holds of any fault on the route of `near`. */
async function seen(fault: FaultUse, options?: Parameters<typeof looked>[1], meanwhile?: () => void): Promise<Seen> {
  const it = await ways.see(fault, looked('near', options), meanwhile);
  expectEvidence(it);
  return it;
}

function expectEvidence(it: Seen): void {
  const sentences = evidenceOf(it).map(({ sentence }) => sentence);
  expect(sentences.join('\n')).toContain('the way of far, which the fault is not on, was clean');
  expectFragile(it);
  expect(doubts(changed(it, saidOf('near'), { open: false })), 'it is still there').toBe(true);
  expect(doubts(changed(it, attemptIn(it, 'far'), { outcome: 'closed' })), 'the other one is hurt').toBe(true);
}

describe('a fault on one way to Kafka bites, is healed, and spares the other way:', { timeout: 90_000 }, () => {
  test('cut', async () => {
    const it = await seen(route.cut(near));
    expect(doubts(changed(it, attemptIn(it, 'near'), answers))).toBe(true);
  });

  test('reset', async () => {
    const it = await seen(route.reset(near));
    expect(doubts(changed(it, attemptIn(it, 'near'), answers))).toBe(true);
  });

  test.for(['both', 'requests'] as const)('black hole, %s', async (direction) => {
    const it = await seen(route.blackHole({ direction, ...near }), { silent: true });
    expect(doubts(changed(it, attemptIn(it, 'near'), answers))).toBe(true);
    expect(it.history.of('record')).toEqual([]);
    const at = it.window.healFrom;
    expect(doubts(added(it, { ...appended, at, appendedAt: at - 1 })), 'a request came through').toBe(true);
  });

  test('black hole of answers: what is sent arrives, and nobody is told so', async () => {
    const { send, acknowledged } = await producer();
    const it = await seen(route.blackHole({ direction: 'answers', ...near }), { silent: true }, send);
    expect(it.history.of('record').length).toBeGreaterThan(0);
    expect(acknowledged()).toBe(0);
    expect(doubts(changed(it, attemptIn(it, 'near'), answers))).toBe(true);
    expect(doubts(without(it, ({ kind }) => kind === 'record')), 'nothing arrived').toBe(true);
  });

  test('latency', async () => {
    const it = await seen(route.latency({ ms: 800, ...near }), { measurements: 2, silent: true });
    expect(doubts(changed(it, measuredIn(it), { firstByteMs: 799 }))).toBe(true);
  });

  test('bandwidth', async () => {
    const fault = route.bandwidth({ kilobytesPerSecond: 10, ...near });
    const it = await seen(fault, { measurements: 2, silent: true });
    expect(doubts(changed(it, measuredIn(it), { answeredMs: 10 }))).toBe(true);
  });

  test('slow close', async () => {
    const it = await seen(route.slowClose({ ms: 700, ...near }), { measurements: 2 });
    expect(doubts(changed(it, measuredIn(it), { closedMs: 699 }))).toBe(true);
  });

  test('slicing', async () => {
    const it = await seen(route.slicing({ bytes: 64, delayMicroseconds: 2000, ...near }), { measurements: 2 });
    expect(doubts(changed(it, measuredIn(it), { answeredMs: 20 }))).toBe(true);
  });

  test('data limit: the prober meets a connection that ends in mid-answer', async () => {
    const it = await seen(route.dataLimit({ bytes: 600, ...near }), { measurements: 2 });
    const met = it.history.of('probe').filter(attemptIn(it, 'near'));
    expect(new Set(met.map(({ outcome }) => outcome))).toContain('closed');
    expect(met.filter(({ outcome }) => outcome === 'answers')).toEqual([]);
    expect(doubts(changed(it, measuredIn(it), { bytes: 601 }))).toBe(true);
  });

  test('flapping', async () => {
    const fault = route.flapping({ times: 3, downMs: 400, upMs: 400, ...near });
    const it = await ways.see(fault, (history, window) => {
      const said = history.of('route').filter(({ at, route: way }) => way === 'near' && at >= window.injectAt);
      return (
        looked('near')(history, window) && said.filter(({ open }) => !open).length === 3 && said.at(-1)?.open === true
      );
    });
    expectEvidence(it);
    const closed = (fact: Fact) => saidOf('near')(fact) && 'open' in fact && !fact.open;
    expect(doubts(changed(it, closed, { open: true })), 'it was cut twice').toBe(true);
    const { injectAt, healFrom } = it.window;
    const refused = it.history.of('probe').filter(({ first, outcome }) => outcome === 'refused' && first < healFrom);
    const last = refused.findLast(({ count }) => count === 1)?.at;
    const stretch = ({ kind, at }: Fact) => kind === 'probe' && at >= Number(last) && at > injectAt;
    expect(doubts(without(it, (fact) => stretch(fact) && 'outcome' in fact && fact.outcome === 'refused'))).toBe(true);
  });
});

test('a fault on all ways spares none, and needs no other to be shown', { timeout: 90_000 }, async () => {
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
