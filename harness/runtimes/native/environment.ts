import { constants } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { createTopics } from '../../kafka/admin.ts';
import { authority } from '../../model/address.ts';
import { adminsOf, brokerNames, type Environment, type Route } from '../../model/environment.ts';
import type { CommandContext, ServiceDescription } from '../../model/service.ts';
import { leasePorts } from '../machine/ports.ts';
import { followAccepted } from '../shared/accepted.ts';
import { addressesOf, addressOf, linkEntry } from '../shared/addresses.ts';
import { brokerLog } from '../shared/broker/layout.ts';
import { type BrokerLayout, listenersOf } from '../shared/broker/settings.ts';
import { kafkaOf, serviceWays } from '../shared/broker/ways.ts';
import { isFileSystemError, openCacheFolder, unusable } from '../shared/cache/location.ts';
import { movableClock, requireFaketime } from '../shared/clock.ts';
import { configureBroker, type NativeBroker } from './broker/broker.ts';
import type { Ground } from './ground.ts';
import { type Layout, moveBroker, portsOfBroker } from './layout.ts';
import type { Provisions } from './provision/provision.ts';
import { makeLinks, makePeerRoutes, makeRoutes } from './routes.ts';
import { configureService, type NativeService } from './service.ts';
import { launchToxiproxy } from './toxiproxy-server.ts';

/** Grace for services at the very end, in milliseconds; the run has ended, so nothing of theirs is waited for longer. */
const graceMs = 1500;

export interface EnvironmentParts {
  readonly ground: Ground;
  readonly layout: Layout;
  readonly provisions: Provisions;
  readonly down: () => Promise<void>;
}

/** Starts the network and configures broker and services on a layout. All that it starts is in `ground.ends` at once. */
export async function environmentOn({ ground, layout, provisions, down }: EnvironmentParts): Promise<Environment> {
  const { options, registry, ends } = ground;
  const binary = provisions.toxiproxyBinary;
  const toxiproxy = await launchToxiproxy({ ...options, binary, port: layout.toxiproxy.port, registry });
  ends.network.push(toxiproxy.kill);
  await Promise.all(
    layout.brokers.map(({ dataFolder }, index) => copyTemplate(provisions.storageTemplates[index] ?? '', dataFolder)),
  );
  const routes = await makeRoutes(layout, options.system.services);
  const links = await makeLinks(layout, options.system.links ?? []);
  const peers = await makePeerRoutes(layout);
  const names = brokerNames(layout.brokers.length);
  const brokers = layout.brokers.map((each, index) =>
    brokerOn({ ground, name: names[index] ?? '', layout: each, provisions, ways: [...routes, ...peers] }),
  );
  const [broker] = brokers;
  if (!broker) throw new Error('A layout has a broker.');
  ends.network.push(...brokers.map(({ end }) => end));
  const services = await Promise.all(
    options.system.services.map((description) => serviceOn(ground, layout, description)),
  );
  ends.services.push(
    ...services.map(
      ({ end }) =>
        () =>
          end({ graceMs }),
    ),
  );
  return {
    brokers,
    broker,
    get admin() {
      return broker.admin;
    },
    ownHost: '127.0.0.1',
    services,
    routes,
    links,
    peers,
    followConnections: () => followAccepted(toxiproxy.logFile),
    makeTopics: (topics, signal) => createTopics({ admins: adminsOf({ brokers }), topics, signal }),
    down,
  };
}

interface BrokerParts {
  readonly ground: Ground;
  readonly name: string;
  readonly layout: BrokerLayout;
  readonly provisions: Provisions;
  /** All routes there are; those that lead to this broker follow it to other ports. */
  readonly ways: readonly Route[];
}

function brokerOn({ ground, name, layout, provisions, ways }: BrokerParts): NativeBroker {
  const { options, registry, scratchFolder } = ground;
  const { kafka, classArchive: archive } = provisions;
  const { run, progress } = options;
  const move = async (from: BrokerLayout, signal: AbortSignal): Promise<BrokerLayout> => {
    progress('a port of the broker was taken by something else; moving it to others');
    const ports = await leasePorts({ registry, run, count: portsOfBroker(from), signal });
    const to = moveBroker(from, ports);
    const there = new Map(listenersOf(to).map(({ advertise, bind }) => [authority(advertise), bind]));
    const moves = ways.map(async (way) => {
      const bind = there.get(authority(way.listen));
      if (bind) await way.move(bind);
    });
    await Promise.all(moves);
    return to;
  };
  const logFile = brokerLog(options.folder, name, layout);
  const folder = join(scratchFolder, `${name}-settings`);
  return configureBroker({ name, kafka, archive, layout, move, scratchFolder: folder, logFile, run, registry });
}

async function copyTemplate(template: string, dataFolder: string): Promise<void> {
  try {
    await cp(template, dataFolder, { recursive: true, mode: constants.COPYFILE_FICLONE });
  } catch (error) {
    throw isFileSystemError(error) ? unusable(dataFolder, error) : error;
  }
}

async function serviceOn(
  { options, registry, scratchFolder }: Ground,
  layout: Layout,
  description: ServiceDescription,
): Promise<NativeService> {
  const dataFolder = await openCacheFolder(join(scratchFolder, 'services', description.name));
  const clock = options.movableClocks
    ? await movableClock({
        library: requireFaketime(),
        file: join(scratchFolder, 'services', `${description.name}.clock`),
      })
    : undefined;
  const ways = serviceWays(layout.brokers, options.system.services);
  const context: CommandContext = {
    variant: options.variant,
    topicProvisioning: options.topicProvisioning,
    brokers: kafkaOf(description.name, ways),
    address: (service, port) =>
      linkEntry(options.system, layout.links, { from: description.name, to: service, port }) ??
      addressOf(service, addressesOf(layout.services, service), port),
    host: '127.0.0.1',
    dataFolder,
    node: process.execPath,
  };
  return configureService({
    description,
    command: description.command(context),
    startIn: options.system.folder ?? process.cwd(),
    addresses: addressesOf(layout.services, description.name),
    clock,
    folder: options.folder,
    run: options.run,
    registry,
  });
}
