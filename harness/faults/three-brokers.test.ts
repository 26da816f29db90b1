import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answered, doubts, healedTwice, tell } from '../../tests/support/faults/broker-story.ts';
import { temporaryFolder } from '../../tests/support/native/temporary-folder.ts';
import { during } from '../engine/steps/during.ts';
import { startBroker } from '../engine/steps/start-broker.ts';
import { wait } from '../engine/steps/wait.ts';
import { seconds } from '../model/clock.ts';
import type { Fact, FactOf } from '../model/fact.ts';
import { type FaultWindow, faultWindows } from '../model/fault.ts';
import { type History, history } from '../model/history.ts';
import { victimsOf } from './cluster/evidence.ts';
import { broker } from './index.ts';

const led = { topic: 'tiny-events', partition: 0 };
/** Each on the cluster that the one before left: what a heal leaves behind shows in the next one. */
const faults = {
  leaderKilled: broker.leaderKilled(led),
  controllerKilled: broker.controllerKilled(),
  isolated: broker.partitioned(led),
  minorityLeft: broker.quorumLost(),
  uncleanReturn: broker.leaderDataLost(led),
  rollingRestart: broker.rollingRestart(),
};
type Name = keyof typeof faults;
const names = Object.keys(faults) as Name[];

let told: History;
beforeAll(async () => {
  const steps = Object.values(faults).flatMap((fault) => [during(healedTwice(fault), [wait(seconds(4))]), answered()]);
  told = await tell({
    out: temporaryFolder(afterAll),
    brokers: 3,
    steps: [startBroker({ within: seconds(60) }), ...steps],
  });
}, 600_000);

function windowOf(name: Name): FaultWindow {
  const found = faultWindows(told)[names.indexOf(name)];
  if (!found) throw new Error(`${name} was not brought.`);
  return found;
}

/** The evidence for this fault does not hold on a history without these facts. */
function notWithout(name: Name, wrong: (fact: Fact, window: FaultWindow) => boolean): void {
  const window = windowOf(name);
  const left = told.facts.filter((fact) => !wrong(fact, window));
  expect(left.length, 'that takes nothing away').toBeLessThan(told.facts.length);
  expect(doubts(history(left), names.indexOf(name))).not.toEqual([]);
}
const inside = ({ at }: Fact, { from, healFrom }: FaultWindow) => at >= from && at <= healFrom;
/** Attempts are written down some time after they were made: those that evidence counts were made wholly inside. */
const madeInside = ({ first, last }: FactOf<'probe'>, { from, healFrom }: FaultWindow) =>
  first >= from && last <= healFrom;

test('before anything is brought each of three brokers leads its share, and the coordinator not what the first one leads', () => {
  // The first fault has waited for a word of each broker before it hurt one.
  const { injectAt } = windowOf('leaderKilled');
  const hurtAt = told.of('intent').find(({ at }) => at >= injectAt)?.at ?? 0;
  const last = told.of('cluster').findLast(({ at }) => at >= injectAt && at <= hurtAt);
  const leaders = last?.partitions.map(({ topic, partition, leader }) => [`${topic}/${partition}`, leader]) ?? [];
  expect(Object.fromEntries(leaders)).toEqual({ 'tiny-events/0': 1, 'tiny-events/1': 2, '__consumer_offsets/0': 2 });
});

describe('what is brought on three brokers', () => {
  test.each(names)('took effect and was healed, by all that was seen from outside: %s', (name) => {
    expect(doubts(told, names.indexOf(name))).toEqual([]);
  });

  test.each<Name>(['leaderKilled', 'controllerKilled', 'isolated', 'uncleanReturn'])(
    'is not believed when the others said nothing meanwhile: %s',
    (name) => notWithout(name, (fact, window) => fact.kind === 'cluster' && inside(fact, window)),
  );

  test.each<Name>(['leaderKilled', 'controllerKilled', 'isolated', 'uncleanReturn', 'rollingRestart'])(
    'is not believed to be healed when not all replicas were in sync again: %s',
    (name) => notWithout(name, (fact, { healFrom }) => fact.kind === 'cluster' && fact.at >= healFrom),
  );

  test.each<Name>(['leaderKilled', 'controllerKilled', 'minorityLeft', 'uncleanReturn', 'rollingRestart'])(
    'is not believed when nobody saw a process end: %s',
    (name) =>
      notWithout(
        name,
        (fact, { injectAt, to }) =>
          fact.kind === 'process' && fact.phase === 'exited' && fact.at >= injectAt && fact.at <= to,
      ),
  );

  test.each<Name>(['leaderKilled', 'controllerKilled', 'minorityLeft', 'uncleanReturn'])(
    'is not believed when nobody tried the ways to who was away: %s',
    (name) => {
      const victims = victimsOf(told, windowOf(name));
      notWithout(
        name,
        (fact, window) =>
          fact.kind === 'probe' && victims.some((of) => fact.route.endsWith(`@${of}`)) && madeInside(fact, window),
      );
    },
  );

  test('a broker that is cut off is, by the proxies’ word, and says itself that it still leads', () => {
    notWithout(
      'isolated',
      (fact, window) => fact.kind === 'route' && inside({ ...fact }, { ...window, from: window.injectAt }),
    );
    const words = told.of('cluster').filter((fact) => inside(fact, windowOf('isolated')));
    const leaders = words.map(({ partitions }) => partitions.find(({ topic }) => topic === led.topic)?.leader);
    expect(new Set(leaders).size).toBeGreaterThan(1);
  });

  test('a broker that came back empty is not believed to have been so when its log does not say it', () => {
    notWithout('uncleanReturn', (fact) => fact.kind === 'log-line');
  });

  test('and each of them ran again at its end', () => {
    const lives = told.of('process').filter(({ phase }) => phase === 'started');
    expect(new Set(lives.map(({ subject }) => subject))).toEqual(new Set(['kafka-1', 'kafka-2', 'kafka-3']));
    // Once at first; one, one, none, two, one and three again.
    expect(lives).toHaveLength(3 + 1 + 1 + 2 + 1 + 3);
  });
});
