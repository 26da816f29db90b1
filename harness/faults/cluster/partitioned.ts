import { brokersOf, lastWords, leaderIn, nameOfNode } from '../../analysis/cluster.ts';
import type { Observation } from '../../model/evidence.ts';
import { type FaultWindow, faultType } from '../../model/fault.ts';
import type { History } from '../../model/history.ts';
import { proxyBore } from '../evidence.ts';
import { proxiesClean } from '../route/evidence.ts';
import { disturb, toxic, toxicName } from '../route/toxics.ts';
import { recordRoutes } from '../scope.ts';
import { type Led, leaderNow, led, untilInSync, wholeCluster } from './control.ts';
import { otherLeader, saidBefore, wholeAgain } from './evidence.ts';

const name = 'broker.partitioned';

/**
 * The broker that leads a partition is cut off from all others, in both directions: what is said is lost, without a
 * word. It lives, clients reach it, and it believes for as long as that lasts that it leads; the others give it up and
 * elect another leader. Healing ends the silence, and that cuts what is connected.
 */
export const partitioned = faultType({
  name,
  options: led,
  brokers: 'several',
  title: ({ topic, partition }) =>
    `the leader of ${topic}/${partition} is cut off from the other brokers, and not from the services`,
  inject: async (control, { topic, partition }) => {
    const { environment, recorder } = control;
    await wholeCluster(control, name);
    const victim = leaderNow(control, topic, partition);
    const routes = environment.peers.filter(({ from, to }) => from === victim.name || to === victim.name);
    const toxics = [toxic('timeout', 'upstream', { timeout: 0 }), toxic('timeout', 'downstream', { timeout: 0 })];
    // So that what was said before can be told from what was said while the toxics were put on, one by one.
    await recordRoutes(routes, recorder);
    const heal = await disturb(control, { routes, all: environment.peers, toxics });
    return async (signal) => {
      await heal(signal);
      if (!signal.aborted) await untilInSync({ recorder, signal });
    };
  },
  evidence: (history, window) => {
    const victim = victimOf(history, window);
    const cut = waysBetween(history).filter((way) => touches(way, victim));
    const bore = (toxicOn: string) => proxyBore(history, window, cut, toxicOn);
    return [
      {
        sentence: `${cut.length} ways lead to ${victim} or from it`,
        holds: cut.length === 4 * (brokersOf(history).length - 1),
        lines: [],
      },
      ...bore(toxicName('timeout', 'upstream')),
      ...bore(toxicName('timeout', 'downstream')),
      otherLeader(history, window, [victim]),
      believesItLeads(history, window, victim),
      ...stillReached(history, window, victim),
      ...proxiesClean(history, window, cut),
      ...wholeAgain(history, window, [victim]),
    ];
  },
});

/** Names of the ways between brokers: `kafka-1@kafka-2.PEER_1`. */
const waysBetween = (history: History): readonly string[] => {
  const names = brokersOf(history);
  const isWay = (route: string) => names.some((from) => names.some((to) => route.startsWith(`${from}@${to}.`)));
  return [...new Set(history.of('route').flatMap(({ route }) => (isWay(route) ? [route] : [])))];
};
const touches = (way: string, broker: string) => way.startsWith(`${broker}@`) || way.includes(`@${broker}.`);

/** The broker that led the partition when the fault came. */
function victimOf(history: History, window: FaultWindow<Led>): string {
  const { topic, partition } = window.parameters;
  const led = leaderIn(saidBefore(history, window), topic, partition);
  return led ? nameOfNode(history, led.node) : 'nobody';
}

/** It was alive and still called itself the leader, of the old epoch, while the others had another one. */
function believesItLeads(history: History, window: FaultWindow<Led>, victim: string): Observation {
  const { topic, partition } = window.parameters;
  const said = lastWords(history, window.from, window.healFrom);
  const own = leaderIn(
    said.filter(({ reportedBy }) => reportedBy === victim),
    topic,
    partition,
  );
  const others = leaderIn(
    said.filter(({ reportedBy }) => reportedBy !== victim),
    topic,
    partition,
  );
  const holds =
    own !== undefined && others !== undefined && nameOfNode(history, own.node) === victim && own.epoch < others.epoch;
  return {
    sentence: `${victim} itself named ${own ? nameOfNode(history, own.node) : 'nobody'} as the leader of ${topic}/${partition}`,
    holds,
    lines: [own, others].flatMap((one) => (one ? [one.line] : [])),
  };
}

/** Each service still reached it, so that nothing but the word of others could tell that it was alone. */
function stillReached(history: History, window: FaultWindow, victim: string): Observation[] {
  const services = history.run.services.filter(({ kafka }) => kafka);
  return services.map(({ name: service }) => {
    const way = `${service}@${victim}`;
    const answered = history
      .of('probe')
      .filter(({ route, outcome, last }) => route === way && outcome === 'answers' && last >= window.from)
      .filter(({ first }) => first <= window.healFrom);
    return {
      sentence: `${victim} ${answered.length > 0 ? 'answered' : 'did not answer'} through ${way} meanwhile`,
      holds: answered.length > 0,
      lines: answered.map(({ line }) => line),
    };
  });
}
