import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { leftOf } from '../../../tests/support/docker/left.ts';
import { tinyInContainers } from '../../../tests/support/docker/tiny.ts';
import { meets, met } from '../../../tests/support/native/outside.ts';
import { ask, askInside, brokersIn, records, send } from '../../../tests/support/native/records.ts';
import { temporaryFolder } from '../../../tests/support/native/temporary-folder.ts';
import { known } from '../../../tests/support/native/tiny-run.ts';
import { leadersSaidBy } from '../../kafka/cluster.ts';
import type { Broker, Environment } from '../../model/environment.ts';
import type { UpOptions } from '../../model/runtime.ts';
import { docker } from './docker.ts';
import { dockerIsReady } from './needs.ts';

const never = new AbortController().signal;
const patient = { timeout: 60_000, interval: 200 };
const nodes = [1, 2, 3];
const brokers = nodes.map((node) => `kafka-${node}`);

describe.skipIf(!(await dockerIsReady()))('three brokers in containers', { timeout: 180_000 }, () => {
  let options: UpOptions;
  let environment: Environment;
  beforeAll(async () => {
    options = tinyInContainers(temporaryFolder(afterAll), { brokers: 3 });
    environment = await docker.up(options);
    await Promise.all(environment.brokers.map((broker) => broker.start(never)));
  }, 180_000);
  afterAll(async () => {
    const there = await leftOf(options.run);
    for (const broker of brokers)
      expect(there.filter((name) => name.endsWith(`-${broker}`))).toEqual([
        `/norestart-${options.run}-${broker}`,
        `norestart-${options.run}-${broker}`,
      ]);
    await environment?.down();
    expect(await leftOf(options.run)).toEqual([]);
  }, 60_000);

  const wordOf = async ({ admin }: Broker) => (await leadersSaidBy(admin, ['tiny-events'], 1000))?.[0];
  const wordsOf = (some: readonly Broker[]) => Promise.all(some.map(wordOf));
  const untilWhole = () =>
    expect
      .poll(async () => (await wordsOf(environment.brokers)).map((word) => word?.inSync), patient)
      .toEqual([nodes, nodes, nodes]);
  const leader = async () => {
    await untilWhole();
    const [word] = await wordsOf(environment.brokers);
    return known(
      environment.brokers.find(({ node }) => node === word?.leader),
      'It has a leader.',
    );
  };
  /** All others come to name one of themselves. */
  const untilOthersLead = (gone: Broker) => {
    const others = environment.brokers.filter((broker) => broker !== gone);
    const theirs = others.map(({ node }) => node);
    return expect
      .poll(async () => (await wordsOf(others)).every((word) => theirs.includes(word?.leader ?? 0)), patient)
      .toBe(true);
  };
  const wayTo = ({ name }: Broker) =>
    known(
      environment.routes.find(({ broker }) => broker === name),
      'Each has a way.',
    ).listen;

  test('send a service to its own proxies, each other to theirs, and the harness past all of them', async () => {
    const { routes, peers, brokers: all } = environment;
    expect(routes.map(({ name }) => name)).toEqual(brokers.map((broker) => `talker@${broker}`));
    const ways = brokers.flatMap((to) => brokers.filter((from) => from !== to).map((from) => ({ from, to })));
    const names = ways.flatMap(({ from, to }) => {
      const node = brokers.indexOf(from) + 1;
      return [`${from}@${to}.PEER_${node}`, `${from}@${to}.CONTROLLER_${node}`];
    });
    expect(peers.map(({ name }) => name)).toEqual(names);
    const told = routes.map(({ listen: { port } }) => ({ host: 'broker', port }));
    for (const { listen } of routes) expect(await askInside(listen, brokersIn)).toEqual(told);
    for (const { admin } of all) expect(await ask(admin, brokersIn)).toEqual(all.map((each) => each.admin));
  });

  test('have what the operator made as soon as they are there, and three replicas of it', async () => {
    for (const broker of environment.brokers) await meets(wayTo(broker), 'answers');
    await untilWhole();
    await send(environment.admin, [{ value: 'kept' }]);
  });

  test('give one up that they do not hear, which goes on to answer services, and take it back', async () => {
    const victim = await leader();
    const ways = environment.peers.filter(({ from, to }) => [from, to].includes(victim.name));
    expect(ways).toHaveLength(8);
    await Promise.all(ways.map((way) => way.close()));
    await untilOthersLead(victim);
    expect((await wordOf(victim))?.leader, 'it has not heard of it').toBe(victim.node);
    expect(await met(wayTo(victim))).toBe('answers');
    await Promise.all(ways.map((way) => way.open()));
    await untilWhole();
  });

  test('lead without the one that was killed, whose ways drop until it is back', async () => {
    const victim = await leader();
    const killed = known(victim.running(), 'It runs.');
    await killed.kill();
    expect(await killed.exited).toMatchObject({ signal: 'SIGKILL' });
    expect(await met(wayTo(victim))).toMatch(/^(closed|reset)$/);
    const hosts = () => {
      const ways = [...environment.routes, ...environment.peers].filter(({ broker }) => broker === victim.name);
      return [...new Set(ways.map(({ upstream }) => upstream.host))];
    };
    expect(hosts(), 'nobody is there').toEqual(['127.0.0.1']);
    await untilOthersLead(victim);
    await victim.start(never);
    await meets(wayTo(victim), 'answers');
    expect(hosts()).toEqual([victim.name]);
    await untilWhole();
  });

  test('fill one that comes back empty, and one that comes back whole needs nothing', async () => {
    const victim = await leader();
    const sayings = async (between: () => Promise<void>) => {
      const logged = victim.log().length;
      await known(victim.running(), 'It runs.').stop(never);
      await untilOthersLead(victim);
      await between();
      await victim.start(never);
      await untilWhole();
      return victim.log().slice(logged);
    };
    await expect(victim.wipe(never), 'it runs').rejects.toThrow(/running or starting/);
    const empty = /Loaded 0 logs/;
    expect(await sayings(async () => undefined)).not.toMatch(empty);
    expect(await sayings(() => victim.wipe(never))).toMatch(empty);
    expect((await records(victim.admin)).map(({ value }) => value)).toEqual(['kept']);
  });
});
