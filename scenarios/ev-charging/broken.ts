import type { ServiceDescription, SystemDescription } from '../../harness/index.ts';

/**
 * The same system, broken on purpose in two ways that a careless harness would not see: a driver whose messaging layer
 * takes what it cannot send, and an engine that a supervisor of its own starts again while nobody looks.
 */
export const broken = (system: SystemDescription): SystemDescription => ({
  ...system,
  services: system.services.map((service) => breakOne[service.name]?.(service) ?? service),
});

const breakOne: Readonly<Record<string, (service: ServiceDescription) => ServiceDescription>> = {
  driver: (service) => ({ ...service, command: (context) => service.command({ ...context, variant: 'before' }) }),
  engine: (service) => ({
    ...service,
    command: (context) => [context.node, 'scenarios/ev-charging/supervisor.ts', ...service.command(context)],
  }),
};
