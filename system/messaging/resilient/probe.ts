import { topics } from '../../contract/topics.ts';
import { ensureTopics } from '../ensure-topics.ts';
import type { MessagingOptions } from '../port.ts';
import { bounded, kafkaOn } from './kafka.ts';
import { sockets } from './sockets.ts';

const probeWithinMs = 3000;

/**
 * Whether Kafka is usable: it speaks (ApiVersions), every topic has a leader, a group has a coordinator. Rejects when it
 * is not. Answers with the cluster's id, which changes when Kafka comes back without its data.
 */
export async function probe(options: MessagingOptions): Promise<string> {
  const connections = sockets(() => undefined);
  const kafka = kafkaOn(options, connections);
  const admin = kafka.admin();
  const ask = async () => {
    if (options.createTopics) await ensureTopics(kafka);
    await admin.connect();
    const { clusterId } = await admin.describeCluster();
    const { topics: found } = await admin.fetchTopicMetadata({ topics: Object.values(topics) });
    const leaderless = found.find(
      ({ partitions }) => partitions.length === 0 || partitions.some(({ leader }) => leader < 0),
    );
    if (leaderless) throw new Error(`${leaderless.name} has no leader`);
    await admin.fetchOffsets({ groupId: `${options.name}-probe`, topics: [topics.central] });
    return clusterId;
  };
  try {
    return await bounded(ask(), probeWithinMs, 'probing Kafka');
  } finally {
    connections.destroy();
  }
}
