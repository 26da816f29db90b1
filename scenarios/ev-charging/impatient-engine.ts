import { authority, type SystemDescription } from '../../harness/index.ts';

/** What stands behind `node` and its flags: it is run in the process of another program. */
const mainOf = ([, ...words]: readonly string[]): string[] =>
  words.slice(words.findIndex((word) => !word.startsWith('-')));

/** The same system, in which the engine ends when Kafka is away, and its container's policy starts it again. */
export const withImpatientEngine = (system: SystemDescription): SystemDescription => ({
  ...system,
  services: system.services.map((service) =>
    service.name === 'engine'
      ? {
          ...service,
          restartPolicy: 'always',
          command: (context) => [
            context.node,
            'scenarios/ev-charging/impatient.ts',
            context.brokers.map(authority).join(','),
            ...mainOf(service.command(context)),
          ],
        }
      : service,
  ),
});
