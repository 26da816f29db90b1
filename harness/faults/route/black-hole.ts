import { z } from 'zod';
import type { Toxic } from '../../model/environment.ts';
import type { Observation } from '../../model/evidence.ts';
import { type FaultWindow, faultType } from '../../model/fault.ts';
import type { History } from '../../model/history.ts';
import { proxyBore, routesMet, routesOpen } from '../evidence.ts';
import { routesIn, scopeIn, whose } from '../scope.ts';
import { othersUnharmed, proxiesClean, recordsOf } from './evidence.ts';
import { disturb, toxic } from './toxics.ts';

/** What is said is lost, without a word; connections stay open and new ones are accepted. Healing cuts those. */
export const blackHole = faultType({
  name: 'route.blackHole',
  options: z.strictObject({ direction: z.enum(['both', 'requests', 'answers']), of: whose }),
  brokers: 'one',
  title: ({ direction, of }) => `${titles[direction]} (${of})`,
  inject: (control, { direction, of }) =>
    disturb(control, {
      routes: routesIn(control.environment, of),
      all: control.environment.routes,
      toxics: holes(direction),
    }),
  evidence: (history, window) => {
    const of = scopeIn(history, window);
    const direction = window.parameters.direction;
    return [
      ...holes(direction).flatMap(({ name }) => proxyBore(history, window, of, name)),
      ...routesMet(history, window, ['silent'], of),
      ...(direction === 'answers' ? [tookWithoutAnswer(history, window, of)] : tookNothing(history, window, of)),
      ...othersUnharmed(history, window, of),
      ...proxiesClean(history, window, of),
      ...routesOpen(history, window, of),
    ];
  },
});

const titles = {
  both: 'nothing gets through to Kafka or back',
  requests: 'nothing gets through to Kafka',
  answers: 'no answer of Kafka gets through',
} as const;

function holes(direction: 'both' | 'requests' | 'answers'): readonly Toxic[] {
  const hole = (stream: Toxic['stream']) => toxic('timeout', stream, { timeout: 0 });
  if (direction === 'both') return [hole('upstream'), hole('downstream')];
  return [hole(direction === 'requests' ? 'upstream' : 'downstream')];
}

/** What was sent shortly before the fault may have lost its acknowledgement, too. */
const underWayMs = 1000;

/**
 * Kafka took what it was sent while nobody was answered: this is what tells a lost answer from a lost request. A record
 * shows it that was appended once the proxy bore the toxic, or that was sent once more because nobody was told of it.
 */
function tookWithoutAnswer(history: History, window: FaultWindow, of: readonly string[]): Observation {
  const all = recordsOf(history, of).filter(({ appendedAt }) => appendedAt >= window.injectAt - underWayMs);
  const before = all.filter(({ appendedAt }) => appendedAt < window.healFrom);
  const again = new Set(all.filter(({ appendedAt }) => appendedAt >= window.healFrom).map(({ id }) => id));
  const copied = before.filter(({ id }) => again.has(id));
  const meanwhile = before.filter(({ appendedAt }) => appendedAt >= window.from);
  return {
    sentence: `of ${of.join(', ')} ${meanwhile.length} records were appended meanwhile, and ${copied.length} were once more after the heal`,
    holds: meanwhile.length + copied.length > 0,
    lines: [...new Set([...meanwhile, ...copied].map(({ line }) => line))],
  };
}

const arrivesWithinMs = 250;

/** A record that Kafka took meanwhile came by another way. */
function tookNothing(history: History, window: FaultWindow, of: readonly string[]): Observation[] {
  // What was under way when the fault came may still arrive.
  const records = recordsOf(history, of).filter(
    ({ appendedAt }) => appendedAt > window.from + arrivesWithinMs && appendedAt < window.healFrom,
  );
  if (records.length === 0) return [];
  const sentence = `${records.length} records of ${of.join(', ')} were appended meanwhile, through a route that loses requests`;
  return [{ sentence, holds: false, lines: records.map(({ line }) => line) }];
}
