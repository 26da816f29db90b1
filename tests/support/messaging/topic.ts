import './as-in-production.ts';
import { type Admin, ConfigResourceTypes, Kafka, logLevel } from 'kafkajs';
import { expect, vi } from 'vitest';
import { lastRead } from '../../../harness/kafka/final-read.ts';
import { type Address, authority } from '../../../harness/model/address.ts';

/** The values of all records in a topic, partition by partition, as they are on the broker. */
export async function valuesIn(topic: string, admin: Address): Promise<string[]> {
  const signal = new AbortController().signal;
  const { records } = await lastRead({ admins: [admin], topics: [topic], withinMs: 20_000, signal });
  return records.map(({ value }) => value);
}

/** Puts values into a topic, past the messaging layer. */
export const put = (topic: string, broker: Address, ...values: readonly (string | null)[]): Promise<void> =>
  putInto({ topic, broker }, ...values);

/** The same, into one partition, where that matters. */
export async function putInto(
  { topic, broker, partition }: { readonly topic: string; readonly broker: Address; readonly partition?: number },
  ...values: readonly (string | null)[]
): Promise<void> {
  const producer = clientOf(broker).producer({ allowAutoTopicCreation: false });
  await producer.connect();
  const where = partition === undefined ? {} : { partition };
  try {
    await producer.send({ topic, messages: values.map((value) => ({ key: 'CP-1', value, ...where })) });
  } finally {
    await producer.disconnect();
  }
}

/** Numbers of the session's events in a topic; a copy of an event counts again. */
export async function numbersIn(topic: string, session: string, admin: Address): Promise<number[]> {
  const values = await valuesIn(topic, admin);
  return values.flatMap((value) => {
    if (!value.includes(session)) return [];
    const { correlation, payload } = JSON.parse(value);
    return correlation === session ? [Number(payload.targetWh)] : [];
  });
}

/** Names of all topics that the broker has, but for its own. */
export const topicsOf = async (broker: Address): Promise<string[]> =>
  (await operate(broker, (admin) => admin.listTopics())).filter((name) => !name.startsWith('__'));

/** Does what an operator does with Kafka's own tools, past the messaging layer. */
export async function operate<Result>(broker: Address, work: (admin: Admin) => Promise<Result>): Promise<Result> {
  const admin = clientOf(broker).admin();
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
}

/** Gives a topic these settings and no others of its own, as an operator would; resolves when the broker says them. */
export async function setTopic(
  name: string,
  broker: Address,
  settings: Readonly<Record<string, string>>,
): Promise<void> {
  const admin = clientOf(broker).admin();
  await admin.connect();
  try {
    const configEntries = Object.entries(settings).map(([name, value]) => ({ name, value }));
    const resource = { type: ConfigResourceTypes.TOPIC, name };
    await admin.alterConfigs({ validateOnly: false, resources: [{ ...resource, configEntries }] });
    await vi.waitFor(async () => {
      const { resources } = await admin.describeConfigs({ includeSynonyms: false, resources: [resource] });
      const now = Object.fromEntries(
        (resources[0]?.configEntries ?? []).map(({ configName, configValue }) => [configName, configValue]),
      );
      expect(now).toMatchObject(settings);
    }, 5000);
  } finally {
    await admin.disconnect();
  }
}

const clientOf = (broker: Address): Kafka =>
  new Kafka({ clientId: 'test', brokers: [authority(broker)], logLevel: logLevel.NOTHING });
