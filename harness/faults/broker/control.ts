import { startBroker } from '../../model/actions.ts';
import type { Control } from '../../model/control.ts';
import type { Environment, RunningBroker } from '../../model/environment.ts';
import { Failure } from '../../model/failure.ts';
import type { Heal } from '../../model/fault.ts';

/** The broker that a fault is to hurt. Throws a `Failure` when it does not run. */
export function brokerToHurt({ broker }: Environment, fault: string): RunningBroker {
  const running = broker.running();
  if (running) return running;
  throw new Failure('usage', {
    attempted: `hurt Kafka (${fault})`,
    happened: 'it is not running',
    remedy: 'Put startBroker() before this fault in the scenario.',
  });
}

/** Starts the broker, unless it runs. A run that is being ended starts nothing any more. */
export const startedAgain =
  ({ environment, recorder, by }: Control): Heal =>
  async (signal) => {
    if (!signal.aborted && !environment.broker.running())
      await startBroker(environment.broker, { recorder, by }, signal);
  };
