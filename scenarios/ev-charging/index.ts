import { fileURLToPath } from 'node:url';
import type { SystemDescription } from '../../harness/index.ts';
import { eventSchema } from '../../system/contract/events.ts';
import { topics } from '../../system/contract/topics.ts';
import { claims } from './claims.ts';
import { conditions } from './conditions.ts';
import { energyAndMoneyConserved } from './energy-conserved.ts';
import { readHealth } from './health.ts';
import { limits } from './limits.ts';
import { links } from './links.ts';
import { meaning, meaningOfLetter } from './meaning.ts';
import { oneTicketPerSession } from './one-ticket-per-session.ts';
import { services } from './services.ts';
import { states } from './states.ts';
import { statesConverge } from './states-converge.ts';
import { staysConnected } from './stays-connected.ts';
import { versions } from './versions.ts';

/** The repository, in which it lies. */
const root = fileURLToPath(new URL('../../', import.meta.url));

/** The EV charging system, described to the harness: what it starts, what its records mean, what must hold. */
export const evCharging: SystemDescription = {
  name: 'ev-charging',
  topics: Object.values(topics).map((name) => ({ name, partitions: 3 })),
  services,
  links,
  states,
  variants: ['before', 'after', 'resilient'],
  folder: root,
  image: async (nodeImage) => (await import('../../deploy/docker/image.ts')).servicesImage({ root, nodeImage }),
  limits,
  invariants: [oneTicketPerSession, energyAndMoneyConserved, statesConverge, staysConnected],
  read: (topic, value) =>
    topic === topics.deadLetter ? meaningOfLetter(JSON.parse(value)) : meaning(eventSchema.parse(JSON.parse(value))),
  readHealth,
  claims,
  conditions,
  versions,
};
