import { expect, test } from 'vitest';
import { z } from 'zod';
import { tellOfServices } from '../../tests/support/faults/service-story.ts';
import { faultEffective } from '../checks/fault-effective.ts';
import { type Control, during, faultType, killService, show, startService, startServices } from '../index.ts';
import { type History, history } from '../model/history.ts';

/** As a system would bring it, on real processes: every service at once is killed, and the operating system is asked. */
const everybodyKilled = (telling: boolean) =>
  faultType({
    name: 'everybody.killed',
    options: z.strictObject({}),
    title: () => 'every service is killed',
    sparesKafka: true,
    inject: async (control) => {
      const { environment, recorder, by } = control;
      for (const service of environment.services) await killService(service, { recorder, by });
      if (telling) tell(control, 'there', 0);
      return async () => {
        for (const service of environment.services) await startService(service, { recorder, by });
        if (telling) tell(control, 'healed', environment.services.length);
      };
    },
  });

function tell(control: Control, shows: 'there' | 'healed', expected: number): void {
  const count = control.environment.services.filter((service) => service.running() !== undefined).length;
  show(control, control.by, { shows, sentence: `${count} services ran`, holds: count === expected });
}

/** The story of one fault, as a run would have announced it. */
const announced = (told: History): History =>
  history(told.facts.map((fact) => (fact.kind === 'run' ? { ...fact, faults: ['everybody.killed'] } : fact)));

test("a fault of a scenario's own is proven by what it shows, and by nothing else", async () => {
  const story = (telling: boolean) =>
    tellOfServices({
      steps: [startServices(), during({ fault: 'everybody.killed', with: {} }, [])],
      faults: [everybodyKilled(telling)],
    }).then(announced);
  expect(faultEffective.judge(await story(true))).toMatchObject({ verdict: 'recovered' });
  expect(faultEffective.judge(await story(false))).toMatchObject({
    verdict: 'inconclusive',
    because: expect.stringContaining('everybody.killed: nothing shows that it was there and healed: write show('),
  });
});
