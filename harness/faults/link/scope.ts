import type { Environment, Route } from '../../model/environment.ts';
import type { Observation } from '../../model/evidence.ts';
import { Failure } from '../../model/failure.ts';
import type { FaultWindow } from '../../model/fault.ts';
import type { History } from '../../model/history.ts';
import { kafkaServices } from '../evidence.ts';
import { othersUnharmed, proxiesClean } from '../route/evidence.ts';
import { isMeant, type ScopedWindow } from '../scope.ts';

/** The links that a fault is about: one by its name, or all. Throws a `Failure` when there is none. */
export function linksIn(environment: Environment, of: string): readonly Route[] {
  const links = environment.links.filter(({ service }) => isMeant(of, service));
  if (links.length > 0) return links;
  throw new Failure('usage', {
    attempted: `disturb ${of === 'all' ? 'the links between services' : `the link ${of}`}`,
    happened: `the system's links are: ${environment.links.map(({ service }) => service).join(', ') || 'none'}`,
    remedy: 'Correct the name in the scenario, or describe the link in the system.',
  });
}

/** All links and all ways to Kafka: those that are spared are looked at, too. */
export const waysOf = ({ links, routes }: Environment): readonly Route[] => [...links, ...routes];

const allLinks = (history: History): readonly string[] => history.run.links?.map(({ name }) => name) ?? [];

/** The same links as a history names them. */
export const linkScopeIn = (history: History, { parameters: { of } }: ScopedWindow): readonly string[] =>
  of === 'all' ? allLinks(history) : [of];

/** The heal held: the far end answers through each link, and the proxy says that it is open and bears no toxic. */
export const linksOpen = (history: History, window: FaultWindow, of: readonly string[]): Observation[] => [
  ...proxiesClean(history, window, of),
  ...of.map((link) => {
    const answer = history
      .of('probe')
      .find(({ route, outcome, first }) => route === link && outcome === 'answers' && first >= window.healFrom);
    return {
      sentence: `after the heal the far end ${answer ? 'answers' : 'never answered'} through the link ${link}`,
      holds: answer !== undefined,
      lines: answer ? [answer.line] : [],
    };
  }),
];

/** The other links and the ways to Kafka answered all the while, those that answered before. */
export function otherLinksUnharmed(history: History, window: FaultWindow, of: readonly string[]): Observation[] {
  const answered = (name: string) =>
    history.of('probe').findLast(({ route, last }) => route === name && last <= window.injectAt)?.outcome === 'answers';
  const ways = [...allLinks(history), ...kafkaServices(history)].filter(answered);
  return othersUnharmed(history, window, of, ways);
}
