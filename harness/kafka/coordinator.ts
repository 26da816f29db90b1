/** Kafka's own topic: who leads it coordinates the consumer groups. */
export const coordinatorTopic = '__consumer_offsets';
