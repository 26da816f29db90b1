import { z } from 'zod';
import { seconds } from '../../model/clock.ts';
import { Failure } from '../../model/failure.ts';
import { faultType } from '../../model/fault.ts';
import { waitFor } from '../../model/wait.ts';
import { routesOpen } from '../evidence.ts';
import { fromNowOn } from './control.ts';

const made = /Replayed PartitionRecord for new partition/;
const saidWithin = seconds(10);

/** An operator gives each topic more partitions. There is nothing to heal: Kafka takes none away. */
export const partitionsAdded = faultType({
  name: 'topics.partitionsAdded',
  options: z.strictObject({ count: z.int().positive() }),
  title: ({ count }) => `each topic gets ${count} partitions`,
  inject: async (control, { count }) => {
    const { environment, recorder, signal, kafka } = control;
    const { topics } = recorder.history().run;
    const log = fromNowOn(control, made);
    await kafka.addPartitions(topics, count);
    const said = () => topics.every(({ name }) => environment.broker.log().includes(lastOf(name, count)));
    if (!(await waitFor({ recorder, until: said, within: saidWithin, signal }))) throw notSaid();
    log.tell();
    return async () => undefined;
  },
  evidence: (history, window) => {
    const count = window.parameters.count;
    const read = history.of('final-read').at(-1);
    const ofEach = history.run.topics.map(({ name, partitions }) => {
      const said = history
        .of('log-line')
        .find(({ text, at }) => text.includes(lastOf(name, count)) && at >= window.injectAt && at <= window.healFrom);
      const found = read?.partitions.filter(({ topic }) => topic === name).length ?? 0;
      return {
        sentence: `${name} had ${partitions} partitions, ${said ? '' : 'nobody saw when it got more, '}and ${found} at the end`,
        holds: said !== undefined && found === count && partitions < count,
        lines: [...(said ? [said.line] : []), ...(read ? [read.line] : [])],
      };
    });
    return [...ofEach, ...routesOpen(history, window)];
  },
});

/** As the broker's log names the last one of a topic. */
const lastOf = (topic: string, count: number) => `new partition ${topic}-${count - 1} `;

const notSaid = () =>
  new Failure('defect', {
    attempted: 'give each topic more partitions (topics.partitionsAdded)',
    happened: `the broker's log does not say so within ${saidWithin / 1000} s`,
    remedy: 'Look at logs/broker.log in the folder of the run.',
  });
