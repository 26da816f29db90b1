import { constants } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Address } from '../../core/address.ts';
import type { Environment, Route } from '../../core/environment.ts';
import type { CommandContext, ServiceDescription } from '../../core/system.ts';
import { connectNetwork } from '../../network/network.ts';
import { createRoute } from '../../network/route.ts';
import { brokerLog, configureBroker } from './broker/broker.ts';
import { listenerName } from './broker/listeners.ts';
import { isFileSystemError, openCacheFolder, unusable } from './cache/location.ts';
import { addressesOf, type Layout } from './layout.ts';
import type { Ground } from './native.ts';
import type { Provisions } from './provision/provision.ts';
import { addressOf, configureService, type NativeService } from './service.ts';
import { launchToxiproxy } from './toxiproxy-server.ts';

/** Grace for services at the very end, in milliseconds; the run has ended, so nothing of theirs is waited for longer. */
const graceMs = 1500;

/** Starts the network and configures broker and services on a layout. All that it starts is in `ground.ends` at once. */
export async function environmentOn(
  ground: Ground,
  layout: Layout,
  provisions: Provisions,
): Promise<Omit<Environment, 'down'>> {
  const { options, registry, scratchFolder, ends } = ground;
  const binary = provisions.toxiproxyBinary;
  const toxiproxy = await launchToxiproxy({ ...options, binary, port: layout.toxiproxy.port, registry });
  ends.network.push(toxiproxy.kill);
  await copyTemplate(provisions.storageTemplate, layout.broker.dataFolder);
  const routes = await makeRoutes(layout, options.system.services);
  const broker = configureBroker({
    kafka: provisions.kafka,
    archive: provisions.classArchive,
    layout: layout.broker,
    scratchFolder,
    logFile: brokerLog(options.folder),
    run: options.run,
    registry,
  });
  ends.network.push(broker.end);
  const services = await Promise.all(
    options.system.services.map((description) => serviceOn(ground, layout, description, routes)),
  );
  ends.services.push(
    ...services.map(
      ({ end }) =>
        () =>
          end({ graceMs }),
    ),
  );
  return { broker, admin: layout.broker.admin, services, routes };
}

async function copyTemplate(template: string, dataFolder: string): Promise<void> {
  try {
    await cp(template, dataFolder, { recursive: true, mode: constants.COPYFILE_FICLONE });
  } catch (error) {
    throw isFileSystemError(error) ? unusable(dataFolder, error) : error;
  }
}

async function makeRoutes(layout: Layout, services: readonly ServiceDescription[]): Promise<Route[]> {
  const network = connectNetwork(layout.toxiproxy);
  const listeners = new Map(layout.broker.services.map((listener) => [listener.name, listener]));
  const routes = services.map(({ name, kafka }) => {
    const listener = kafka ? listeners.get(listenerName(name)) : undefined;
    if (!listener) return undefined;
    return createRoute({ network, service: name, listen: listener.advertise, upstream: listener.bind });
  });
  return (await Promise.all(routes)).filter((route) => route !== undefined);
}

async function serviceOn(
  { options, registry, scratchFolder }: Ground,
  layout: Layout,
  description: ServiceDescription,
  routes: readonly Route[],
): Promise<NativeService> {
  const dataFolder = await openCacheFolder(join(scratchFolder, 'services', description.name));
  const context: CommandContext = {
    generation: options.generation,
    topicMaker: options.topicMaker,
    broker: brokerFor(description, routes),
    address: (service, port) => addressOf(service, addressesOf(layout, service), port),
    dataFolder,
  };
  return configureService({
    description,
    command: description.command(context),
    addresses: addressesOf(layout, description.name),
    folder: options.folder,
    run: options.run,
    registry,
  });
}

/** A service without Kafka gets an address where nobody is, so that a wrong description shows. */
const brokerFor = ({ name, kafka }: ServiceDescription, routes: readonly Route[]): Address =>
  (kafka ? routes.find(({ service }) => service === name)?.listen : undefined) ?? { host: '127.0.0.1', port: 1 };
