import { authority, type SystemDescription } from '../../harness/index.ts';

/** The same system, in which the engine ends when Kafka is away, and its container's policy starts it again. */
export const withImpatientEngine = (system: SystemDescription): SystemDescription => ({
  ...system,
  services: system.services.map((service) =>
    service.name === 'engine'
      ? {
          ...service,
          restartPolicy: 'always',
          command: (context) => [
            'scenarios/ev-charging/impatient.ts',
            context.brokers.map(authority).join(','),
            ...service.command(context),
          ],
        }
      : service,
  ),
});
