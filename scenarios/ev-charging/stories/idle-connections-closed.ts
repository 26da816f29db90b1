import { expectRecovery, ms, scenario, seconds, wait } from '../../../harness/index.ts';
import { alwaysExpected } from '../expected.ts';
import { inFullSwing } from '../in-full-swing.ts';
import { evCharging } from '../index.ts';
import { staysConnected } from '../stays-connected.ts';
import { chargingSessions } from '../workload.ts';

export default scenario({
  title: 'Kafka closes connections that are idle',
  story:
    'Kafka closes what is idle for a second, and a charge is asked for every 2 s; each is made, and no client of Kafka is built anew for it.',
  tags: ['mid-run'],
  system: evCharging,
  brokerSettings: { 'connections.max.idle.ms': ms(1000) },
  load: chargingSessions({ every: seconds(2) }),
  steps: [...inFullSwing, wait(seconds(6)), expectRecovery({ within: seconds(5) }), wait(seconds(1))],
  expect: [...alwaysExpected, staysConnected],
});
