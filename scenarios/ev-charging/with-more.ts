import type { SystemDescription } from '../../harness/index.ts';

/** The same system, in which one service has other settings. */
export const withMore = (system: SystemDescription, service: string, words: readonly string[]): SystemDescription => ({
  ...system,
  services: system.services.map((each) =>
    each.name === service ? { ...each, command: (context) => [...each.command(context), ...words] } : each,
  ),
});
