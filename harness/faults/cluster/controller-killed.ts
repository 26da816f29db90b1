import { z } from 'zod';
import { faultType } from '../../model/fault.ts';
import { controllerNow, killAll, wholeCluster } from './control.ts';
import { killedAndStarted, onlyTheseAway, otherController, victimsOf, wholeAgain } from './evidence.ts';

const name = 'broker.controllerKilled';

/** The broker whose controller is the active one dies at once (SIGKILL). Healing starts it again, with its data. */
export const controllerKilled = faultType({
  name,
  options: z.strictObject({}),
  brokers: 'several',
  title: () => 'the active controller is killed (SIGKILL)',
  inject: async (control) => {
    await wholeCluster(control, name);
    return killAll(control, [controllerNow(control)]);
  },
  evidence: (history, window) => {
    const victims = victimsOf(history, window);
    return [
      ...killedAndStarted(history, window, 1),
      ...onlyTheseAway(history, window, victims),
      otherController(history, window, victims),
      ...wholeAgain(history, window, victims),
    ];
  },
});
