import { expect, test } from 'vitest';
import {
  answered,
  gone,
  healedTwice,
  patience,
  provenByEach,
  tell,
  without,
} from '../../../tests/support/faults/broker-story.ts';
import { during } from '../../engine/steps/during.ts';
import { startBroker } from '../../engine/steps/start-broker.ts';
import { wait } from '../../engine/steps/wait.ts';
import { seconds } from '../../model/clock.ts';
import { broker } from '../index.ts';

test('Kafka dies and comes back empty: of another cluster, with its topics made again', patience, async () => {
  const told = await tell({
    steps: [startBroker(), during(healedTwice(broker.dataLost()), [wait(seconds(2.5))]), answered()],
  });
  const clusters = new Set(told.of('probe').flatMap(({ cluster }) => cluster ?? []));
  expect(clusters.size).toBe(2);
  const read = told.of('final-read').at(-1)?.partitions ?? [];
  expect(read.map(({ topic, partition, end }) => `${topic}/${partition}: ${end}`).sort()).toEqual([
    'tiny-events/0: 0',
    'tiny-events/1: 0',
  ]);
  const [first] = clusters;
  provenByEach(told, {
    ...gone,
    'the same cluster came back': (facts) =>
      facts.map((fact) => (fact.kind === 'probe' && fact.cluster ? { ...fact, cluster: String(first) } : fact)),
    'nobody saw which cluster it was before': without((fact) => fact.kind === 'probe' && fact.cluster === first),
  });
});
