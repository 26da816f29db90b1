import type { Environment } from '../../core/environment.ts';
import type { CommandContext, ServiceDescription } from '../../core/system.ts';
import { createTopics, warmCoordinator } from '../../kafka/admin.ts';
import { followAccepted } from '../shared/accepted.ts';
import { addressesOf, addressOf } from '../shared/addresses.ts';
import { type BrokerOptions, configureBroker } from './broker.ts';
import { containerClock } from './clock.ts';
import type { Ground } from './ground.ts';
import { brokerHost, type Layout, serviceData, toxiproxyHost } from './layout.ts';
import { makeNames, type Names } from './names.ts';
import { makeRoutes } from './routes.ts';
import { configureService, type DockerService } from './service.ts';
import { startToxiproxy } from './toxiproxy.ts';

/** Grace for services at the very end, in milliseconds; the run has ended, so nothing of theirs is waited for longer. */
const graceMs = 1500;

/** Starts Toxiproxy and makes all other containers meanwhile. All that it makes is in `ground.ends` at once. */
export async function environmentOn(ground: Ground, layout: Layout, down: () => Promise<void>): Promise<Environment> {
  const { options } = ground;
  const { system, topicMaker } = options;
  const { admin } = layout.broker;
  const names = options.removableName ? await makeNames(ground) : undefined;
  // The routes need the proxy, which comes up beside the broker's container.
  const way: { lead: (there: boolean) => Promise<void> } = { lead: async () => undefined };
  const [toxiproxy, broker, services] = await together([
    startToxiproxy(ground),
    brokerOn({
      ground,
      layout: layout.broker,
      whenNew: async (signal) => {
        if (topicMaker === 'operator') await createTopics({ admins: [admin], topics: system.topics, signal });
        await warmCoordinator({ admins: [admin], signal });
      },
      lead: (there) => way.lead(there),
    }),
    Promise.all(system.services.map((description) => serviceOn(ground, layout, description, names))),
  ]);
  const name = await names?.lead(toxiproxy.container);
  const { routes, links, lead } = await makeRoutes(layout, system, toxiproxy.host);
  way.lead = lead;
  return {
    brokers: [broker],
    broker,
    admin,
    ownHost: ground.gateway,
    ...(name ? { name } : {}),
    services,
    routes,
    links,
    peers: [],
    followConnections: () => followAccepted(toxiproxy.logFile),
    makeTopics: (topics, signal) => createTopics({ admins: [admin], topics, signal }),
    down,
  };
}

/** All of them have ended when it rejects, so that what they made is known and can be ended. */
async function together<Results extends readonly unknown[]>(
  works: {
    [Index in keyof Results]: Promise<Results[Index]>;
  },
): Promise<Results> {
  await Promise.allSettled(works);
  return (await Promise.all(works)) as unknown as Results;
}

async function brokerOn(options: BrokerOptions) {
  const broker = await configureBroker(options);
  options.ground.ends.network.push(broker.end);
  return broker;
}

async function serviceOn(
  ground: Ground,
  layout: Layout,
  description: ServiceDescription,
  names: Names | undefined,
): Promise<DockerService> {
  const { options, ends } = ground;
  const { name, kafka } = description;
  const context: CommandContext = {
    generation: options.generation,
    topicMaker: options.topicMaker,
    // A service without Kafka gets an address where nobody is, so that a wrong description shows.
    brokers: [{ host: brokerHost, port: kafka ? (layout.proxies.get(name) ?? 1) : 1 }],
    address: (service, port) => {
      const link = (options.system.links ?? []).find(
        ({ from, to, port: far }) => from === name && to === service && far === port,
      );
      if (link) return { host: toxiproxyHost, port: layout.links.get(link.name) ?? 1 };
      return { host: service, port: addressOf(service, addressesOf(layout.services, service), port).port };
    },
    host: '0.0.0.0',
    dataFolder: serviceData,
  };
  const service = await configureService({
    ground,
    description,
    command: description.command(context),
    addresses: addressesOf(layout.services, name),
    clock: options.movableClocks ? await containerClock(ground, name) : undefined,
    names: names?.network,
  });
  ends.services.push(() => service.end({ graceMs }));
  return service;
}
