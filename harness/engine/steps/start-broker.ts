import { z } from 'zod';
import { unfitIn } from '../../analysis/starvation.ts';
import { coordinatorTopic } from '../../kafka/coordinator.ts';
import { leadByFirst } from '../../kafka/first-replicas.ts';
import { startBroker as start } from '../../model/actions.ts';
import { type Duration, milliseconds, seconds } from '../../model/clock.ts';
import { adminsOf } from '../../model/environment.ts';
import { Failure } from '../../model/failure.ts';
import type { History } from '../../model/history.ts';
import { type Step, type StepType, stepKinds } from '../../model/step.ts';
import { waitFor } from '../../model/wait.ts';

/** Starts Kafka, each broker of it, and waits until it answers on every route. */
export const startBroker = ({ within = seconds(20) }: { readonly within?: Duration } = {}): Step => ({
  do: stepKinds.startBroker,
  with: { withinMs: within },
});

export const startBrokerType: StepType<{ readonly withinMs: Duration }> = {
  name: stepKinds.startBroker,
  options: z.strictObject({ withinMs: milliseconds.default(seconds(20)) }) as z.ZodType<{
    readonly withinMs: Duration;
  }>,
  title: () => 'Kafka starts',
  run: async ({ environment, recorder, signal }, { withinMs }) => {
    const deed = { recorder, by: stepKinds.startBroker };
    const from = recorder.elapsed();
    const late = (happened: string) => notThere(recorder.history(), { from, to: recorder.elapsed() }, happened);
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
    if (!(await waitFor({ recorder, until, within: withinMs, signal }))) {
      const silent = routes.filter((route) => !answers(route)).join(', ');
      throw late(`it does not answer through ${silent} within ${withinMs / 1000} s`);
    }
    if (environment.brokers.length === 1) return;
    const bound = AbortSignal.any([signal, AbortSignal.timeout(withinMs)]);
    const topics = [...recorder.history().run.topics.map(({ name }) => name), coordinatorTopic];
    await leadByFirst({ admins: adminsOf(environment), topics, signal: bound }).catch((error: unknown) => {
      signal.throwIfAborted();
      throw bound.aborted ? late(`not every first replica leads within ${withinMs / 1000} s`) : error;
    });
  },
};

/** Kafka did not come. On a machine that had no time for it that is no defect, and says nothing of anybody. */
export function notThere(history: History, waited: Parameters<typeof unfitIn>[1], happened: string): Failure {
  const attempted = 'start Kafka before the story begins';
  const unfit = unfitIn(history, waited).map(({ words }) => words);
  if (unfit.length > 0) {
    return new Failure('missing', {
      attempted,
      happened: `${happened}; meanwhile ${unfit.join('; ')}`,
      remedy: 'Run it again when the machine has time for it: nothing was measured.',
    });
  }
  return new Failure('defect', {
    attempted,
    happened,
    remedy: 'Look at the log of Kafka in logs/ in the folder of the run.',
  });
}
