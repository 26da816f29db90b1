import { broker, during, expectRecovery, honestReadiness, scenario, seconds, wait } from '../harness/index.ts';
import { energyAndMoneyConserved } from './ev-charging/energy-conserved.ts';
import { alwaysExpected } from './ev-charging/expected.ts';
import { inFullSwing } from './ev-charging/in-full-swing.ts';
import { evCharging } from './ev-charging/index.ts';
import { oneTicketPerSession } from './ev-charging/one-ticket-per-session.ts';
import { chargingSessions } from './ev-charging/workload.ts';

/**
 * An end of supply that Kafka had acknowledged, and forgot before central read it, can have no ticket: the engine kept
 * its promise, and central never knew. What is expected of requests says by itself which ones Kafka lost.
 */
const beyondTheServices = new Set([oneTicketPerSession.name, energyAndMoneyConserved.name]);

export default scenario({
  title: 'Kafka comes back without its data',
  story: 'Kafka is killed and comes back empty, of a new cluster; charges that are asked for then are made.',
  tags: ['mid-run'],
  system: evCharging,
  load: chargingSessions(),
  steps: [...inFullSwing, during(broker.dataLost(), [wait(seconds(2))]), expectRecovery({ within: seconds(5) })],
  expect: [...alwaysExpected, honestReadiness].filter(({ name }) => !beyondTheServices.has(name)),
});
