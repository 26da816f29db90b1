import { createTopics, warmCoordinator } from '../../kafka/admin.ts';
import type { BrokerName } from '../../model/environment.ts';
import { brokerNames, type Environment } from '../../model/environment.ts';
import type { CommandContext, ServiceDescription } from '../../model/service.ts';
import { followAccepted } from '../shared/accepted.ts';
import { addressesOf, addressOf, linkEntry } from '../shared/addresses.ts';
import { kafkaOf, serviceWays } from '../shared/broker/ways.ts';
import { onceAllListen } from './all-listen.ts';
import { configureBroker } from './broker.ts';
import type { BrokerOptions } from './broker-container.ts';
import { containerClock } from './clock.ts';
import { asked } from './engine.ts';
import type { Ground } from './ground.ts';
import { runHelper } from './helper.ts';
import { brokerHost, type Layout, serviceData } from './layout.ts';
import { createNetwork } from './network.ts';
import { type Lead, makeRoutes, type Reach } from './routes.ts';
import { configureService, type DockerService } from './service.ts';
import { startToxiproxy } from './toxiproxy.ts';

/** Grace for services at the very end, in milliseconds; the run has ended, so nothing of theirs is waited for longer. */
const graceMs = 1500;

/** Starts Toxiproxy and makes all other containers meanwhile. All that it makes is in `ground.ends` at once. */
export async function environmentOn(ground: Ground, layout: Layout, down: () => Promise<void>): Promise<Environment> {
  const { options } = ground;
  const { system, topicProvisioning } = options;
  const admins = layout.brokers.map(({ admin }) => admin);
  const names = options.removableName ? await makeNames(ground) : undefined;
  // The routes need the proxy, which comes up beside the brokers' containers.
  const way: { lead: Lead } = { lead: async () => undefined };
  const whenNew = onceAllListen(brokerNames(admins.length), async (signal) => {
    if (topicProvisioning === 'pre-created') await createTopics({ admins, topics: system.topics, signal });
    await warmCoordinator({ admins, signal });
  });
  const [toxiproxy, brokers, services] = await together([
    startToxiproxy(ground),
    together(
      layout.brokers.map((each, index) => {
        const name = brokerNames(admins.length)[index] ?? '';
        const lead = (reach: Reach) => way.lead(name, reach);
        return brokerOn({ ground, name, layout: each, whenNew: (signal) => whenNew(name, signal), lead });
      }),
    ),
    together(system.services.map((description) => serviceOn(ground, layout, description, names))),
  ]);
  const [broker] = brokers;
  if (!broker) throw new Error('A layout has a broker.');
  const name = await names?.lead(toxiproxy.container);
  const { routes, peers, links, lead } = await makeRoutes(layout, system, toxiproxy.host);
  way.lead = lead;
  return {
    brokers,
    broker,
    admin: broker.admin,
    ownHost: ground.gateway,
    ...(name ? { name } : {}),
    services,
    routes,
    links,
    peers,
    followConnections: () => followAccepted(toxiproxy.logFile),
    makeTopics: (topics, signal) => createTopics({ admins, topics, signal }),
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
  const { name } = description;
  const context: CommandContext = {
    variant: options.variant,
    topicProvisioning: options.topicProvisioning,
    brokers: kafkaOf(name, serviceWays(layout.brokers, options.system.services)),
    address: (service, port) =>
      linkEntry(options.system, layout.links, { from: name, to: service, port }) ?? {
        host: service,
        port: addressOf(service, addressesOf(layout.services, service), port).port,
      },
    host: '0.0.0.0',
    dataFolder: serviceData,
    node: 'node',
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

/** A network for one name alone, which services are in, too. */
interface Names {
  readonly network: string;
  /** To be called when the proxy's container is there. */
  lead(toxiproxy: string): Promise<BrokerName>;
}

/**
 * In Docker a name is there as long as its container is in the network. So that nothing but the name of Kafka is taken
 * away (its proxies are also the way from one service to another), it is in a network of its own.
 */
async function makeNames(ground: Ground): Promise<Names> {
  const { engine, labels, ends } = ground;
  const made = await createNetwork(engine, `${ground.network}-names`, labels);
  ends.last.push(made.remove);
  const network = engine.docker.getNetwork(made.name);
  const lead = async (Container: string): Promise<BrokerName> => {
    // The engine refuses what is so already, in words that differ from one version to the next.
    const isShown = async () => Container in ((await network.inspect()).Containers ?? {});
    const show = () =>
      asked(`Giving Kafka its name ${brokerHost}`, async () => {
        if (!(await isShown())) await network.connect({ Container, EndpointConfig: { Aliases: [brokerHost] } });
      });
    const hide = () =>
      asked(`Taking the name ${brokerHost} away from Kafka`, async () => {
        if (await isShown()) await network.disconnect({ Container, Force: true });
      });
    const lookUp = async () => {
      const command = ['getent', 'ahostsv4', brokerHost];
      const { said } = await runHelper(engine, { labels, command, host: { NetworkMode: made.name } });
      return /^\d+\.\d+\.\d+\.\d+/.exec(said.trim())?.[0];
    };
    await show();
    return { host: brokerHost, hide, show, lookUp };
  };
  return { network: made.name, lead };
}
