import { seconds } from '../../model/clock.ts';
import { adminsOf } from '../../model/environment.ts';
import { Failure } from '../../model/failure.ts';
import type { Fault, FaultEvidence } from '../../model/fault.ts';
import { wait } from '../../model/wait.ts';
import { routesOpen } from '../evidence.ts';
import { fromNowOn } from './log.ts';

const made = /Replayed PartitionRecord for new partition/;
const saidWithin = seconds(10);

/** An operator gives each topic more partitions. There is nothing to heal: Kafka takes none away. */
export const partitionsAdded = ({ count }: { readonly count: number }): Fault => ({
  name: 'topics.partitionsAdded',
  title: `each topic gets ${count} partitions`,
  parameters: { count },
  inject: async (context) => {
    const { environment, recorder, signal } = context;
    const { topics } = recorder.history().run;
    const log = fromNowOn(context, made);
    // Whoever judges a stored run loads every fault, and needs no client of Kafka.
    const { addPartitions } = await import('../../kafka/change-topics.ts');
    await addPartitions({ admins: adminsOf(environment), topics, count, signal });
    const said = () => topics.every(({ name }) => environment.broker.log().includes(lastOf(name, count)));
    if (!(await wait({ recorder, until: said, within: saidWithin, signal }))) throw notSaid();
    log.tell();
    return async () => undefined;
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

export const partitionsAddedEvidence: FaultEvidence = {
  name: 'topics.partitionsAdded',
  evidence: (history, window) => {
    const count = Number(window.parameters.count);
    const read = history.of('final-read').at(-1);
    const ofEach = history.run.topics.map(({ name, partitions }) => {
      const said = history
        .of('said')
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
};
