import { connect } from 'node:net';
import { type Admin, type ISocketFactory, Kafka, type KafkaConfig, logLevel, type Message } from 'kafkajs';
import { lastRead } from '../../../harness/kafka/final-read.ts';
import type { SeenRecord } from '../../../harness/kafka/seen.ts';
import { type Address, authority } from '../../../harness/model/address.ts';
import { tinySystem } from './tiny-system.ts';

const topic = tinySystem.topics[0]?.name ?? '';

const client = (broker: Address, more: Pick<KafkaConfig, 'socketFactory'> = {}): Kafka =>
  new Kafka({ clientId: 'norestart-test', brokers: [authority(broker)], logLevel: logLevel.NOTHING, ...more });

/** Sends to the first topic, or to another one, over whatever is there, and resolves when the broker has them. */
export async function send(broker: Address, messages: Message[], to = topic): Promise<void> {
  const producer = client(broker).producer({ allowAutoTopicCreation: true, retry: { retries: 2 } });
  await producer.connect();
  try {
    await producer.send({ topic: to, messages });
  } finally {
    await producer.disconnect();
  }
}

/** Everything in the first topic, from its beginning to its end. */
export async function records(admin: Address): Promise<readonly SeenRecord[]> {
  const signal = new AbortController().signal;
  const read = await lastRead({
    admins: [admin],
    topics: [topic],
    withinMs: 10_000,
    signal,
  });
  return read.records;
}

/** Asks the broker there as an administrator. */
export const ask = <Answer>(broker: Address, question: (admin: Admin) => Promise<Answer>): Promise<Answer> =>
  askAs(client(broker).admin(), question);

/** The same where the names that brokers tell are known to containers alone: all of them lead to that same host. */
export function askInside<Answer>(broker: Address, question: (admin: Admin) => Promise<Answer>): Promise<Answer> {
  const socketFactory: ISocketFactory = ({ port, onConnect }) => connect({ host: broker.host, port }, onConnect);
  return askAs(client(broker, { socketFactory }).admin(), question);
}

async function askAs<Answer>(admin: Admin, question: (admin: Admin) => Promise<Answer>): Promise<Answer> {
  await admin.connect();
  try {
    return await question(admin);
  } finally {
    await admin.disconnect();
  }
}

/** Where the brokers are, in the order of their numbers, as the one that is asked tells it. */
export const brokersIn = async (admin: Admin): Promise<readonly Address[]> =>
  (await admin.describeCluster()).brokers
    .sort((one, other) => one.nodeId - other.nodeId)
    .map(({ host, port }) => ({ host, port }));
