import { z } from 'zod';
import { seconds } from '../../model/clock.ts';
import { Failure } from '../../model/failure.ts';
import { type FaultWindow, faultType } from '../../model/fault.ts';
import type { History } from '../../model/history.ts';
import { waitFor } from '../../model/wait.ts';
import { readToTheEnd } from '../broker/data-lost.ts';
import { routesOpen } from '../evidence.ts';
import { fromNowOn } from './control.ts';

const removed = /Replayed RemoveTopicRecord for topic/;
const made = /Replayed TopicRecord for topic/;
const changes = new RegExp(`${removed.source}|${made.source}`);
const saidWithin = seconds(10);

/**
 * An operator deletes the topics, with all that is in them, and makes them again. The ways to Kafka are cut meanwhile, and
 * the witness reads to the end before: what Kafka acknowledged in the last moments would be gone without a trace. Healing
 * opens the ways.
 */
export const recreated = faultType({
  name: 'topics.recreated',
  options: z.strictObject({}),
  title: () => 'the topics are deleted and made again',
  inject: async (control) => {
    const { environment, recorder, signal, kafka } = control;
    const { topics } = recorder.history().run;
    await readToTheEnd(control, 'topics.recreated');
    const log = fromNowOn(control, changes);
    await kafka.deleteTopics(topics);
    await environment.makeTopics(topics, signal);
    const lines = () => environment.broker.log().split('\n');
    const said = () => topics.every(({ name }) => idsIn(lines(), made, name).length > 1);
    if (!(await waitFor({ recorder, until: said, within: saidWithin, signal }))) throw notSaid();
    log.tell();
    return async () => {
      await Promise.all(environment.routes.map((route) => route.open()));
    };
  },
  evidence: (history, window) => [
    ...history.run.topics.map(({ name }) => madeAnew(history, window, name)),
    ...routesOpen(history, window),
  ],
});

const notSaid = () =>
  new Failure('defect', {
    attempted: 'delete the topics and make them again (topics.recreated)',
    happened: `the broker's log does not say so within ${saidWithin / 1000} s`,
    remedy: 'Look at logs/broker.log in the folder of the run.',
  });

/** The ids of a topic in those lines of a log that are like this. */
const idsIn = (lines: readonly string[], like: RegExp, topic: string): string[] =>
  lines.flatMap((line) =>
    like.test(line) && line.includes(`topic ${topic} with`) ? (/ID ([\w-]+)/.exec(line)?.[1] ?? []) : [],
  );

/** The broker's own log says that one was removed, and one of another id was made. */
function madeAnew(history: History, { injectAt, healFrom }: FaultWindow, topic: string) {
  const said = history.of('log-line').filter(({ at }) => at >= injectAt && at <= healFrom);
  const texts = said.map(({ text }) => text);
  const [before] = idsIn(texts, removed, topic);
  const [now] = idsIn(texts, made, topic);
  const lines = said.filter(({ text }) => text.includes(`topic ${topic} with`)).map(({ line }) => line);
  return {
    sentence: `${topic} was ${before ?? 'none that anybody saw go'}, and is ${now ?? 'none that anybody saw come'}`,
    holds: before !== undefined && now !== undefined && before !== now,
    lines,
  };
}
