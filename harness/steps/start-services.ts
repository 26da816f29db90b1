import { startService } from '../actions.ts';
import { type Duration, seconds } from '../core/clock.ts';
import { type Step, StepFailed } from '../core/step.ts';
import { wait } from '../wait.ts';
import { latestHealth } from './conditions.ts';

/** Starts every service at once, waits until each one answers on `/health`, and then begins to ask for charges. */
export const startServices = ({ within = seconds(15) }: { within?: Duration } = {}): Step => ({
  name: 'startServices',
  title: 'all services start, and the load begins',
  parameters: { withinMs: within },
  run: async ({ environment, recorder, load, signal }) => {
    await Promise.all(environment.services.map((service) => startService(service, { recorder, by: 'startServices' })));
    const silent = () => {
      const health = latestHealth(recorder.history());
      return environment.services.filter(({ description }) => health.get(description.name)?.answer !== 'says');
    };
    const up = await wait({ recorder, until: () => silent().length === 0, within, signal });
    load.start();
    if (up) return;
    const names = silent().map(({ description }) => description.name);
    throw new StepFailed(`${names.join(', ')} did not answer on /health within ${within / 1000} s`);
  },
});
