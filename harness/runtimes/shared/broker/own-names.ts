import { directly } from './listeners.ts';
import { memberships } from './membership.ts';
import { type BrokerLayout, settingsFor } from './settings.ts';

/** Defaults of ours on which nothing stands: a scenario may be about them. */
const yielding = new Set([
  ...['auto.create.topics.enable', 'num.partitions', 'default.replication.factor', 'min.insync.replicas'],
  ...['group.initial.rebalance.delay.ms', 'num.network.threads'],
]);

/** Other names for what the harness sets, or parts of it. */
const others = new Set(['broker.id', 'log.dir', 'metadata.log.dir', 'security.inter.broker.protocol']);
const families = /^(controller\.quorum|listener\.name|listener\.security)\./;

const anywhere = { host: '127.0.0.1', port: 1 };
const alone: BrokerLayout = {
  admin: anywhere,
  controller: anywhere,
  services: [],
  dataFolder: '',
  sessionTimeoutMs: 1,
};
const layouts = [alone, ...memberships(3, () => directly(anywhere)).map((membership) => ({ ...alone, membership }))];
const written = new Set(layouts.flatMap((layout) => Object.keys(settingsFor(layout))));

/** Whether the harness stands on a setting, so that no scenario may change it: it sets it itself in some run. */
export const isOwnSetting = (name: string): boolean =>
  others.has(name) || families.test(name) || (written.has(name) && !yielding.has(name));
