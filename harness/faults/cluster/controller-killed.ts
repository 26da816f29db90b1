import type { Fault, FaultEvidence } from '../../model/fault.ts';
import { killedAndStarted, onlyTheseAway, otherController, victimsOf, wholeAgain } from './evidence.ts';
import { controllerNow, killAll, wholeCluster } from './grip.ts';

const name = 'broker.controllerKilled';

/** The broker whose controller is the active one dies at once (SIGKILL). Healing starts it again, with its data. */
export const controllerKilled = (): Fault => ({
  name,
  title: 'the active controller is killed (SIGKILL)',
  parameters: {},
  inject: async (context, by) => {
    await wholeCluster(context, name);
    return killAll(context, [controllerNow(context)], by);
  },
});

export const controllerKilledEvidence: FaultEvidence = {
  name,
  evidence: (history, window) => {
    const victims = victimsOf(history, window);
    return [
      ...killedAndStarted(history, window, 1),
      ...onlyTheseAway(history, window, victims),
      otherController(history, window, victims),
      ...wholeAgain(history, window, victims),
    ];
  },
};
