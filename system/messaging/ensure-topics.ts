import type { Kafka } from 'kafkajs';
import { topics } from '../contract/topics.ts';

/** Makes the topics that are missing. */
export async function ensureTopics(kafka: Kafka): Promise<void> {
  const admin = kafka.admin();
  try {
    await admin.connect();
    await admin.createTopics({
      waitForLeaders: false,
      topics: Object.values(topics).map((topic) => ({ topic, numPartitions: 3, replicationFactor: -1 })),
    });
  } finally {
    await admin.disconnect();
  }
}
