import { z } from 'zod';
import { killBroker } from '../../model/actions.ts';
import { seconds } from '../../model/clock.ts';
import type { Control, RecordPlace } from '../../model/control.ts';
import { Failure } from '../../model/failure.ts';
import { faultType } from '../../model/fault.ts';
import type { History } from '../../model/history.ts';
import { waitFor } from '../../model/wait.ts';
import { routesMet, routesOpen } from '../evidence.ts';
import { brokerToHurt, startedAgain } from './control.ts';
import { brokerDied, brokerGone, brokerStarted, otherCluster } from './evidence.ts';

/** The witness hears of a record within some 10 ms; a busy machine gets a thousand times that, and more. */
const readWithin = seconds(30);

/**
 * Kafka is killed and loses its storage, as with a container without a volume. Healing starts it, empty and of a new
 * cluster, and its topics are made again.
 */
export const dataLost = faultType({
  name: 'broker.dataLost',
  options: z.strictObject({}),
  brokers: 'one',
  title: () => 'Kafka is killed and loses all its data',
  inject: async (control) => {
    const { environment, recorder, signal, by } = control;
    brokerToHurt(environment, 'broker.dataLost');
    await readToTheEnd(control, 'broker.dataLost');
    await killBroker(environment.broker, { recorder, by });
    await environment.broker.wipe(signal);
    await Promise.all(environment.routes.map((route) => route.open()));
    return async (ending) => {
      await startedAgain(control)(ending);
      if (!ending.aborted) await environment.makeTopics(recorder.history().run.topics, ending);
    };
  },
  evidence: (history, window) => [
    brokerDied(history, window),
    brokerGone(history, window),
    ...routesMet(history, window, ['closed', 'reset', 'refused']),
    brokerStarted(history, window),
    otherCluster(history, window),
    ...routesOpen(history, window),
  ],
});

/**
 * What Kafka acknowledged in its last moments would go with its storage, and nobody could tell it from what was never
 * sent. So its ways are cut first, which no acknowledgement outlives, and the witness reads on to the end.
 */
export async function readToTheEnd({ environment, recorder, signal, kafka }: Control, fault: string): Promise<void> {
  await Promise.all(environment.routes.map((route) => route.close()));
  const topics = recorder.history().run.topics.map(({ name }) => name);
  const records = await kafka.readAll(topics, readWithin);
  if (await waitFor({ recorder, until: () => seenWhole(recorder.history(), records), within: readWithin, signal }))
    return;
  throw new Failure('defect', {
    attempted: `read what Kafka has before it is thrown away (${fault})`,
    happened: `the witness had not seen all of it within ${readWithin / 1000} s`,
    remedy: 'Look at logs/broker.log in the folder of the run.',
  });
}

/** Whether the witness has written down every record that Kafka holds. */
function seenWhole(history: History, held: readonly RecordPlace[]): boolean {
  const places = new Set(history.of('record').map(placeOf));
  return held.every((record) => places.has(placeOf(record)));
}

const placeOf = ({ topic, partition, offset }: RecordPlace): string => `${topic}/${partition}/${offset}`;
