import { broker, during, expectRecovery, story } from '../harness/index.ts';

export default story({
  title: 'Kafka is restarted',
  story:
    'Kafka is stopped and started at once while requests are served, as after a change of its settings; nobody else is restarted.',
  tags: ['mid-run', 'gate'],
  steps: ({ inFullSwing, within }) => [...inFullSwing, during(broker.restarted(), []), expectRecovery({ within })],
});
