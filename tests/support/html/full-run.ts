import type { Fact } from '../../../harness/model/fact.ts';
import type { History } from '../../../harness/model/history.ts';
import { goodRun, told } from '../histories/good-run.ts';

/**
 * A run with all that the page can show at once: no record at all, every outcome of a probe, a route that is closed and
 * reset by turns, services that say something of themselves, two faults at a time, and restarts by hand at the end.
 */
export function fullRun(): History {
  const kept = goodRun().filter(({ kind }) => kind !== 'record' && kind !== 'heartbeat' && kind !== 'probe');
  const facts = [...kept, ...routes, ...byTurns('driver'), ...words, ...secondFault, ...proof] as Fact[];
  return told(facts.sort((one, other) => one.at - other.at));
}

const probe = (route: string, outcome: string, first: number, last: number) => ({
  kind: 'probe',
  at: last,
  route,
  outcome,
  first,
  last,
  count: 3,
});

const routes = [
  probe('central', 'refused', 200, 3000),
  probe('central', 'silent', 3000, 7780),
  probe('engine', 'garbled', 200, 4000),
  probe('engine', 'not-ready', 4000, 7780),
  ...['driver', 'central', 'engine', 'admin'].map((route) => probe(route, 'answers', 7810, 8900)),
];

/** As a proxy without anything behind it does, twenty times a second. */
const byTurns = (route: string) =>
  Array.from({ length: 150 }, (_, index) =>
    probe(route, index % 2 === 0 ? 'closed' : 'reset', 200 + index * 50, 250 + index * 50),
  );

const word = (at: number, answer: string, ready = false) =>
  ['driver', 'central', 'engine'].map((service) => ({ kind: 'health', at, service, answer, ready }));

/** Stretches of every length, so that each word has one in which it just finds room, and one in which it does not. */
const longerAndLonger = Array.from({ length: 13 }, (_, index) => ({
  kind: 'health',
  at: 50 * index * (index + 1),
  service: 'monitor',
  answer: 'says',
  ready: index % 2 === 0,
}));

const words = [...word(60, 'refused'), ...word(300, 'says'), ...word(8000, 'says', true), ...longerAndLonger];

const second = { fault: 'network.slow#2', name: 'network.slow', title: 'a network that is slow', parameters: {} };
const secondFault = [
  { kind: 'fault', at: 3000, phase: 'inject', ...second },
  { kind: 'fault', at: 3010, phase: 'injected', ...second },
  { kind: 'fault', at: 5000, phase: 'heal', ...second },
  { kind: 'fault', at: 5100, phase: 'healed', ...second },
];

const step = {
  kind: 'step',
  path: 'restart-test',
  step: 'restart-test',
  title: 'restart by hand: driver, central, engine',
};
const proof = [
  { ...step, at: 9010, phase: 'begin' },
  { kind: 'restart-test', at: 9100, service: 'driver', result: 'helped', tookMs: 50 },
  { kind: 'restart-test', at: 9150, service: 'central', result: 'did-not-help' },
  { ...step, at: 9190, phase: 'end', outcome: 'done' },
];
