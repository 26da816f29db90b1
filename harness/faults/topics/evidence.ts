import type { Observation } from '../../model/evidence.ts';
import type { FaultWindow } from '../../model/fault.ts';
import type { History } from '../../model/history.ts';
import { attempts, kafkaServices, kinds, mostlyMet, probesIn } from '../evidence.ts';

/** Kafka's own number for a topic or a partition that it does not know, as the prober writes it down. */
export const unknownTopic = /^topic .+: error 3$/;

/** Through each service's route Kafka answered that it does not know the topics. */
export const routesWithoutTopics = (history: History, window: FaultWindow): Observation[] =>
  kafkaServices(history).map((service) => {
    const probes = probesIn(history, window, service);
    const unknown = probes.every(({ outcome, detail }) => outcome !== 'not-ready' || unknownTopic.test(detail ?? ''));
    const detail = probes.find(({ outcome }) => outcome === 'not-ready')?.detail;
    return {
      sentence: `through the route of ${service}, ${attempts(probes)} attempts met: ${kinds(probes)} (${detail ?? 'no reason'})`,
      holds: unknown && mostlyMet(probes, ['not-ready']),
      lines: probes.map(({ line }) => line),
    };
  });

/** Before the careless client asked, Kafka had answered on its own listener that it does not know the topics. */
export function topicsWereMissing(history: History, window: FaultWindow): Observation {
  const found = history
    .of('probe')
    .find(
      ({ route, detail, first }) =>
        route === 'admin' && unknownTopic.test(detail ?? '') && first >= window.injectAt && first <= window.from,
    );
  return {
    sentence: found ? `before, Kafka said: ${found.detail}` : 'nobody saw that the topics were missing',
    holds: found !== undefined && history.run.topicProvisioning === 'none',
    lines: found ? [found.line] : [],
  };
}

/** Through each service's route somebody found the topics, and nobody found them missing. */
export const routesWithTopics = (history: History, window: FaultWindow): Observation[] =>
  kafkaServices(history).map((service) => {
    const probes = probesIn(history, window, service);
    const met = (wanted: string) => probes.some(({ outcome }) => outcome === wanted);
    return {
      sentence: `through the route of ${service}, ${attempts(probes)} attempts met: ${kinds(probes)}`,
      holds: met('answers') && !met('not-ready'),
      lines: probes.map(({ line }) => line),
    };
  });

/** The broker's own log says that each topic came into being. */
export const brokerMadeThem = (history: History, window: FaultWindow): Observation[] =>
  history.run.topics.map(({ name }) => {
    const said = history
      .of('log-line')
      .find(
        ({ text, at }) => text.includes(`new partition ${name}-0 `) && at >= window.injectAt && at <= window.healFrom,
      );
    return {
      sentence: said ? `Kafka's log says that it made ${name}` : `Kafka's log does not say that it made ${name}`,
      holds: said !== undefined,
      lines: said ? [said.line] : [],
    };
  });

/** The last read found one partition of each topic, where the system describes more. */
export function onePartitionEach(history: History): Observation[] {
  const read = history.of('final-read').at(-1);
  return history.run.topics.map(({ name, partitions }) => {
    const found = read?.partitions.filter(({ topic }) => topic === name).length ?? 0;
    return {
      sentence: `${name} had ${found} of ${partitions} partitions at the end`,
      holds: found === 1 && partitions > 1,
      lines: read ? [read.line] : [],
    };
  });
}
