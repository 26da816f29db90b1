import { Kafka, logLevel } from 'kafkajs';

/** `retrying` tries until Kafka is there; `once` is how such code often looks: it tries at its start, and never again. */
export function connectTo(brokers, name, variant) {
  const retry =
    variant === 'once' ? { retries: 0 } : { retries: Number.MAX_SAFE_INTEGER, maxRetryTime: 500, factor: 0 };
  const kafka = new Kafka({
    clientId: name,
    brokers: brokers.split(','),
    retry,
    logLevel: logLevel.NOTHING,
    requestTimeout: 3000,
  });
  const producer = kafka.producer();
  const consumer = kafka.consumer({
    groupId: name,
    maxWaitTimeInMs: 500,
    sessionTimeout: 6000,
    heartbeatInterval: 1000,
  });
  let heardAt = 0;
  consumer.on(consumer.events.FETCH, () => {
    heardAt = Date.now();
  });
  process.once('SIGTERM', () => process.exit(0));
  const start = async (topic, take) => {
    await producer.connect();
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await consumer.run({ eachMessage: ({ message }) => take(JSON.parse(message.value)) });
  };
  return {
    producer,
    isReady: () => Date.now() - heardAt < 2000,
    hear: (topic, take) =>
      start(topic, take).catch((error) => console.error(`Kafka is not available: ${error.message}`)),
  };
}

/** Resolves when Kafka has it. */
export const say = ({ producer }, topic, event) =>
  producer.send({ topic, messages: [{ key: event.request, value: JSON.stringify(event) }] });
