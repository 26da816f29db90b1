import { coordinatorTopic } from '../kafka/coordinator.ts';
import { groupsReader } from '../kafka/groups.ts';
import { witness } from '../kafka/witness.ts';
import { adminsOf, type Environment, type Route } from '../model/environment.ts';
import type { Recorder } from '../model/recorder.ts';
import type { TopicProvisioning } from '../model/service.ts';
import type { SystemDescription } from '../model/system.ts';
import { probeClaims } from '../probes/claim.ts';
import { probeCluster } from '../probes/cluster.ts';
import { ownConnections, probeConnections } from '../probes/connections.ts';
import { probeGroups } from '../probes/group.ts';
import { probeHealth } from '../probes/health.ts';
import { probeHeartbeat } from '../probes/heartbeat.ts';
import type { Probe } from '../probes/pace.ts';
import { probeProcess } from '../probes/process.ts';
import { probeKafka, probeLink, type Way } from '../probes/route.ts';
import { probeView } from '../probes/states.ts';
import { probeUsage } from '../probes/usage.ts';
import { recordTaker, type TakeRecord, type TakeUnseen } from './record-taker.ts';

export interface ObserveOptions {
  readonly environment: Environment;
  readonly system: SystemDescription;
  readonly topicProvisioning: TopicProvisioning;
  readonly recorder: Recorder;
  readonly onDefect: (error: unknown) => void;
}

export interface Observers {
  /** Takes a record that the last read found; one that was seen live is not written again. */
  readonly take: TakeRecord;
  readonly takeUnseen: TakeUnseen;
  /** Places (topic, partition, offset, time) of all records seen so far. */
  readonly places: () => ReadonlySet<string>;
  /** Writes which processes are there at this moment: asked for when the story has ended. */
  confirmProcesses(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts everything that watches from outside, before there is anything to see. */
export function observe({ environment, system, topicProvisioning, recorder, onDefect }: ObserveOptions): Observers {
  const topics = system.topics.map(({ name }) => name);
  // Topics that the services make themselves are not there when Kafka is; its answering is then the heal.
  const expected = topicProvisioning === 'by-services' ? [] : topics;
  const service = (name: string) => environment.services.find(({ description }) => description.name === name);
  const taker = recordTaker({ system, recorder });
  const listening = witness({
    admins: () => adminsOf(environment),
    topics,
    onRecord: (record) => taker.take(record, 'live'),
    onUnseen: taker.takeUnseen,
    onTopic: (topic) => recorder.record({ kind: 'topic', ...topic }),
  });
  const own = ownConnections();
  const { claims } = system;
  const processes = environment.services.map((each) => probeProcess({ service: each, recorder, onDefect }));
  const probes: Probe[] = [
    ...processes,
    probeKafka({ route: 'admin', ways: adminWays(environment), topics: expected, recorder, onDefect }),
    ...[...Map.groupBy(environment.routes, (route) => route.service)].map(([route, ways]) =>
      probeKafka({ route, ways: ways.map(wayOf), topics: expected, own, recorder, onDefect }),
    ),
    ...(environment.brokers.length > 1 ? environment.brokers : []).map((broker) =>
      probeCluster({ broker, topics: [...expected, coordinatorTopic], recorder, onDefect }),
    ),
    ...environment.links.flatMap((route) => {
      const link = system.links?.find(({ name }) => name === route.service);
      return link ? [probeLink({ route: link.name, link, way: wayOf(route), own, recorder, onDefect })] : [];
    }),
    ...environment.services.map((each) => probeHealth({ service: each, system, recorder, onDefect })),
    ...system.services.flatMap(({ name, heartbeat }) => {
      const seenBy = heartbeat && service(heartbeat.seenBy);
      return seenBy ? [probeHeartbeat({ service: name, heartbeat, seenBy, recorder, onDefect })] : [];
    }),
    ...(system.states ?? []).flatMap((states) => {
      const reportedBy = service(states.reportedBy);
      return reportedBy ? [probeView({ states, reportedBy, recorder, onDefect })] : [];
    }),
    probeConnections({ environment, own, recorder, onDefect }),
    ...environment.services.map((each) => probeUsage({ service: each, recorder, onDefect })),
    ...(claims ? environment.services.map((each) => probeClaims({ service: each, claims, recorder, onDefect })) : []),
    probeGroups({
      services: system.services.flatMap(({ name, consumerGroup }) => (consumerGroup ? [{ name, consumerGroup }] : [])),
      reader: groupsReader(() => adminsOf(environment)),
      recorder,
      onDefect,
    }),
  ];
  return {
    take: taker.take,
    takeUnseen: taker.takeUnseen,
    places: taker.places,
    confirmProcesses: async () => {
      await Promise.all(processes.map((process) => process.confirm()));
    },
    stop: async () => {
      await Promise.all([listening.close(), ...probes.map((probe) => probe.stop())]);
    },
  };
}

const wayOf = ({ name, listen }: Route): Way => ({ name, address: () => listen });

const adminWays = ({ brokers }: Environment): Way[] =>
  brokers.map((broker) => ({
    name: brokers.length === 1 ? 'admin' : `admin@${broker.name}`,
    address: () => broker.admin,
  }));
