import { type Duration, seconds } from '../../model/clock.ts';
import type { Control } from '../../model/control.ts';
import { Failure } from '../../model/failure.ts';
import type { Placed } from '../../model/history.ts';
import { waitFor } from '../../model/wait.ts';
import { startedAgain } from '../broker/control.ts';
import { unknownTopic } from './evidence.ts';

const startsWithin = seconds(20);

/** Starts Kafka, unless it runs, and resolves when it answers on every route that it does not know the topics. */
export async function startWithoutTopics(control: Control): Promise<void> {
  const { recorder, signal } = control;
  const { topicProvisioning } = recorder.history().run;
  const attempted = 'have Kafka without its topics (topics.*)';
  if (topicProvisioning !== 'none') {
    const happened = `in this scenario they are: ${topicProvisioning}`;
    throw new Failure('usage', { attempted, happened, remedy: "Give the scenario topics: 'none'." });
  }
  await startedAgain(control)(signal);
  if (await untilRoutesMeet(control, ({ detail }) => unknownTopic.test(detail ?? ''))) return;
  const happened = `it does not say so on every route within ${startsWithin / 1000} s`;
  throw new Failure('defect', { attempted, happened, remedy: 'Look at logs/broker.log in the folder of the run.' });
}

/** Whether the last attempt through each route, and on Kafka's own listener, comes to be like this in time. */
export function untilRoutesMeet(
  { environment, recorder, signal }: Control,
  like: (probe: Placed<'probe'>) => boolean,
  within: Duration = startsWithin,
): Promise<boolean> {
  const routes = ['admin', ...environment.routes.map(({ service }) => service)];
  const last = (name: string) =>
    recorder
      .history()
      .of('probe')
      .findLast(({ route }) => route === name);
  const meets = (name: string) => {
    const probe = last(name);
    return probe !== undefined && like(probe);
  };
  return waitFor({ recorder, until: () => routes.every(meets), within, signal });
}

/** Remembers where the broker's log is now, and writes down those of the lines behind that which are like this. */
export function fromNowOn({ environment, recorder }: Control, like: RegExp): { tell(): void } {
  const { broker } = environment;
  const before = broker.log().length;
  return {
    tell: () => {
      const lines = broker.log().slice(before).split('\n');
      for (const line of lines.filter((each) => like.test(each))) {
        recorder.record({ kind: 'log-line', subject: broker.name, text: line.slice(0, 300) });
      }
    },
  };
}
