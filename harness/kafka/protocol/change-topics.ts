import { array, flag, int, string } from '../bytes.ts';
import { errorCode, refuse } from './errors.ts';
import type { Question } from './question.ts';

/** DeleteTopics 1 (the oldest of Kafka 4). One that is not there is gone already; another refusal is thrown. */
export const askToDelete = (topics: readonly string[], withinMs: number): Question<void> => ({
  name: 'DeleteTopics',
  key: 20,
  version: 1,
  flexible: false,
  body: Buffer.concat([array(topics.map(string)), int(withinMs)]),
  read: (next) => {
    next.int();
    for (const { name, error } of next.array(() => ({ name: next.string(), error: next.short() }))) {
      if (error !== errorCode.unknownTopic) refuse(`deleting the topic ${name}`, error);
    }
  },
});

/** CreatePartitions 0: so many for each topic, those that it has included. Where they lie is left to Kafka (-1). */
export const askForPartitions = (topics: readonly string[], count: number, withinMs: number): Question<void> => ({
  name: 'CreatePartitions',
  key: 37,
  version: 0,
  flexible: false,
  body: Buffer.concat([
    array(topics.map((name) => Buffer.concat([string(name), int(count), int(-1)]))),
    ...[int(withinMs), flag(false)],
  ]),
  read: (next) => {
    next.int();
    const answers = next.array(() => ({ name: next.string(), error: next.short(), detail: next.string() }));
    for (const { name, error, detail } of answers) refuse(`giving the topic ${name} partitions`, error, detail);
  },
});
