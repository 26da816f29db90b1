import { startBroker as start } from '../actions.ts';
import { type Duration, seconds } from '../core/clock.ts';
import { Failure } from '../core/failure.ts';
import type { Step } from '../core/step.ts';
import { wait } from '../wait.ts';

/** Starts Kafka, each broker of it, and waits until it answers on every route. */
export const startBroker = ({ within = seconds(20) }: { within?: Duration } = {}): Step => ({
  name: 'startBroker',
  title: 'Kafka starts',
  parameters: { withinMs: within },
  run: async ({ environment, recorder, signal }) => {
    const deed = { recorder, by: 'startBroker' };
    // Of several none answers before most of them run.
    await Promise.all(environment.brokers.map((broker) => start(broker, deed, signal)));
    const routes = environment.routes.map(({ name }) => name);
    const answers = (route: string) => {
      const last = recorder
        .history()
        .of('probe')
        .findLast((probe) => probe.route === route);
      return last?.outcome === 'answers';
    };
    const until = () => routes.every(answers);
    if (await wait({ recorder, until, within, signal })) return;
    throw new Failure('defect', {
      attempted: 'start Kafka before the story begins',
      happened: `it does not answer through ${routes.filter((route) => !answers(route)).join(', ')} within ${within / 1000} s`,
      remedy: 'Look at the log of Kafka in logs/ in the folder of the run.',
    });
  },
});
