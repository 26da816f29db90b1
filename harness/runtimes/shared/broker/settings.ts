import type { Address } from '../../../model/address.ts';
import { authority } from '../../../model/address.ts';
import type { BrokerSettings } from '../../../model/environment.ts';
import { adminListener, controllerListener, type Listener } from './listeners.ts';
import { doorsIn, type Membership, settingsIn } from './membership.ts';

export interface BrokerLayout {
  readonly admin: Address;
  /** What the listener of `admin` binds to, where that is not its own address: any address of a container. */
  readonly bindHost?: string;
  readonly controller: Address;
  /** One for each service that talks to Kafka, advertised at its proxy. */
  readonly services: readonly Listener[];
  readonly dataFolder: string;
  /** How long the controller waits for a killed broker before it gives it up. */
  readonly sessionTimeoutMs: number;
  /** Its part in a cluster of several; undefined: it is alone. */
  readonly membership?: Membership;
  /** What a scenario wants of it beyond that. */
  readonly more?: BrokerSettings;
}

/** Every broker of every run is the only one of its cluster, so they may all have this id (16 bytes in base64url). */
export const clusterId = 'bm9yZXN0YXJ0LW9uZS1icg';

type Settings = Readonly<Record<string, string | number | boolean>>;

/** The settings that are the same in every run. A storage template is made under these. */
export const fixedSettings: Settings = {
  'process.roles': 'broker,controller',
  'node.id': 1,
  'controller.listener.names': controllerListener,
  'inter.broker.listener.name': adminListener,
  // Topics are made by whoever makes them in real life; a consumer that only asks for one must not create it.
  'auto.create.topics.enable': false,
  'num.partitions': 3,
  'default.replication.factor': 1,
  // The broker's clock tells when a record was appended: observers measure recovery by it, from outside, and a
  // producer's own clock could say anything.
  'log.message.timestamp.type': 'LogAppendTime',
  // One broker cannot hold three replicas, and one partition is enough to find a coordinator quickly.
  'offsets.topic.replication.factor': 1,
  'offsets.topic.num.partitions': 1,
  'transaction.state.log.replication.factor': 1,
  'transaction.state.log.num.partitions': 1,
  'transaction.state.log.min.isr': 1,
  'share.coordinator.state.topic.replication.factor': 1,
  'share.coordinator.state.topic.num.partitions': 1,
  'share.coordinator.state.topic.min.isr': 1,
  // By default the first member of a group waits 3 s for others.
  'group.initial.rebalance.delay.ms': 0,
};

/**
 * Five heartbeats fit into a session, as many as with Kafka's defaults (9000 and 2000 ms make 4.5); with fewer, one
 * late heartbeat on a busy machine would fence a healthy broker.
 */
const heartbeatMs = (sessionTimeoutMs: number): number => Math.max(50, Math.floor(sessionTimeoutMs / 5));

/** The text of `server.properties` for a broker that is a controller, too. */
export function serverProperties(layout: BrokerLayout): string {
  const settings = { ...settingsFor(layout), ...layout.more };
  const lines = Object.entries(settings).map(([key, value]) => `${key}=${escapeValue(String(value))}`);
  return `${lines.join('\n')}\n`;
}

/** What the harness itself wants of it. */
export function settingsFor(layout: BrokerLayout): Settings {
  const { membership, admin: advertise, bindHost = advertise.host } = layout;
  const admin: Listener = { name: adminListener, bind: { ...advertise, host: bindHost }, advertise };
  const controller: Listener = { name: controllerListener, bind: layout.controller, advertise: layout.controller };
  const clients = [admin, ...layout.services];
  const bindings = [...clients, ...(membership ? doorsIn(membership) : [controller])];
  // Alone, it has nobody to tell where its controller is; of several, each tells the others.
  const told = membership ? bindings : clients;
  return {
    ...fixedSettings,
    listeners: bindings.map(({ name, bind }) => `${name}://${authority(bind)}`).join(','),
    'advertised.listeners': told.map(({ name, advertise }) => `${name}://${authority(advertise)}`).join(','),
    'listener.security.protocol.map': bindings.map(({ name }) => `${name}:PLAINTEXT`).join(','),
    'controller.quorum.voters': `1@${authority(layout.controller)}`,
    'log.dirs': layout.dataFolder,
    'broker.session.timeout.ms': layout.sessionTimeoutMs,
    'broker.heartbeat.interval.ms': heartbeatMs(layout.sessionTimeoutMs),
    ...(membership ? settingsIn(membership) : {}),
  };
}

/** java.util.Properties reads Latin-1, takes a backslash for the start of an escape, and drops blanks before a value. */
const escapeValue = (value: string): string => value.replace(/^ |[^ -~]|\\/g, unicode);
const unicode = (found: string): string => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** What others than the harness find it by. */
export const listenersOf = ({ services, membership }: BrokerLayout): Listener[] => [
  ...services,
  ...(membership ? doorsIn(membership) : []),
];

/** Everywhere that a broker of this layout listens. */
export const listensOf = (layout: BrokerLayout): Address[] => [
  layout.admin,
  ...listenersOf(layout).map(({ bind }) => bind),
  ...(layout.membership ? [] : [layout.controller]),
];
