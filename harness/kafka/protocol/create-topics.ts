import { array, flag, int, short, string } from '../bytes.ts';
import { errorCode, refuse } from './errors.ts';
import type { Question } from './question.ts';

export interface NewTopic {
  readonly name: string;
  /** Of each partition the brokers that are to have it, by their numbers; the first of them leads. */
  readonly replicas: readonly (readonly number[])[];
  readonly settings?: Readonly<Record<string, string>>;
}

/** CreateTopics 2. One that exists already is left as it is; another refusal is thrown. */
export const askToCreate = (topics: readonly NewTopic[], withinMs: number): Question<void> => ({
  name: 'CreateTopics',
  key: 19,
  version: 2,
  flexible: false,
  body: Buffer.concat([array(topics.map(written)), int(withinMs), flag(false)]),
  read: (next) => {
    next.int();
    const answers = next.array(() => ({ name: next.string(), error: next.short(), detail: next.string() }));
    for (const { name, error, detail } of answers) {
      if (error !== errorCode.topicExists) refuse(`making the topic ${name}`, error, detail);
    }
  },
});

/** With its replicas told, so their number and that of the partitions are not (-1). */
const written = ({ name, replicas, settings = {} }: NewTopic): Buffer =>
  Buffer.concat([
    ...[string(name), int(-1), short(-1)],
    array(replicas.map((brokers, partition) => Buffer.concat([int(partition), array(brokers.map(int))]))),
    array(Object.entries(settings).map(([key, value]) => Buffer.concat([string(key), string(value)]))),
  ]);
