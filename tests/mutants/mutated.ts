import type { CommandContext, ServiceDescription } from '../../harness/model/service.ts';
import type { SystemDescription } from '../../harness/model/system.ts';
import type { Mutant } from './mutant.ts';

/** The same system with a mutant in the services that it is about. */
export const mutated = (system: SystemDescription, mutant: Mutant): SystemDescription => ({
  ...system,
  services: system.services.map((service) => (concerns(mutant, service) ? withMutant(service, mutant) : service)),
});

const concerns = ({ services }: Mutant, { name }: ServiceDescription): boolean => services?.includes(name) ?? true;

const withMutant = (service: ServiceDescription, { name, through = [] }: Mutant): ServiceDescription => ({
  ...service,
  command: (context: CommandContext) => {
    const [program = '', ...words] = service.command(context);
    return [program, `--import=${new URL(`hook.ts?mutant=${name}`, import.meta.url).href}`, ...through, ...words];
  },
});
