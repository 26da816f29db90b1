import { type Check, late, notExercised, type Placed, passed, storyEnd } from '../../harness/index.ts';

/** A client that gets no answer is given up after 1.5 s and told of a moment later: on a busy machine that is no wonder. */
const answerWithinMs = 2000;

/**
 * For a story in which Kafka is there all the time, and does only what it may do at any time: a client that is given up
 * and built anew has cost nothing that a user sees, and a hundred of them in an hour are a defect all the same.
 */
export const staysConnected: Check = {
  name: 'stays-connected',
  claim: 'no service that was connected to Kafka gave up a client of it',
  judge: (history) => {
    const end = storyEnd(history);
    const claims = history.of('claim').filter(({ at }) => at <= end);
    const connected = Map.groupBy(claims.filter(says(true)), ({ service }) => service);
    const lines = [...connected.values()].flatMap(([first]) => (first ? [first.line] : []));
    if (connected.size === 0) return notExercised('no service said that it is connected to Kafka');
    const lost = claims.filter(says(false)).filter(({ service, at }) => at > firstOf(connected.get(service)));
    if (lost.length > 0) {
      const counts = [...Map.groupBy(lost, ({ service }) => service)].map(([name, each]) => `${name} ${each.length}×`);
      return late(
        `clients given up though Kafka was there: ${counts.join(', ')}`,
        lost.map(({ line }) => line),
        lost.map(({ at }) => ({
          from: at - answerWithinMs,
          to: at,
          tookMs: answerWithinMs,
          withinMs: answerWithinMs / 2,
        })),
      );
    }
    return passed(`${connected.size} services, each with the clients that it began with`, lines);
  },
};

const says =
  (word: boolean) =>
  ({ sends, hears }: Placed<'claim'>): boolean =>
    sends === word || hears === word;

const firstOf = (claims: readonly Placed<'claim'>[] | undefined): number => claims?.[0]?.at ?? Number.POSITIVE_INFINITY;
