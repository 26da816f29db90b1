/**
 * What cures a send that failed. `fewer`: nothing but other contents, so it is sent in parts, down to one message, and
 * that one is set aside. `wait`: somebody must allow it, and then it is taken as it is; whoever waits disturbs nobody
 * else meanwhile. `anew`: a new client, which asks again who leads, or whether anybody is there.
 */
export type Cure = 'fewer' | 'wait' | 'anew';

/**
 * What Kafka may answer to a produce request, by kafkajs's names (https://kafka.apache.org/protocol#protocol_error_codes);
 * those of an idempotent or transactional producer cannot come, and what is not named here is cured anew.
 */
const cures: Readonly<Record<string, Cure>> = {
  // Of the contents.
  MESSAGE_TOO_LARGE: 'fewer',
  RECORD_LIST_TOO_LARGE: 'fewer',
  INVALID_RECORD: 'fewer',
  // A gateway in front of Kafka judges what is in a record; Kafka itself never says it to a producer.
  POLICY_VIOLATION: 'fewer',
  // Of what an operator has set, for all of a topic or for this service.
  TOPIC_AUTHORIZATION_FAILED: 'wait',
  CLUSTER_AUTHORIZATION_FAILED: 'wait',
  INVALID_TOPIC_EXCEPTION: 'wait',
  INVALID_REQUIRED_ACKS: 'wait',
  UNSUPPORTED_FOR_MESSAGE_FORMAT: 'wait',
  UNSUPPORTED_COMPRESSION_TYPE: 'wait',
  // Each send has the time of its own: it is the clock that is wrong, and every message would be set aside.
  INVALID_TIMESTAMP: 'wait',
  // Of who leads, or of the moment; a checksum that fails was spoilt on the way.
  CORRUPT_MESSAGE: 'anew',
  UNKNOWN_TOPIC_OR_PARTITION: 'anew',
  LEADER_NOT_AVAILABLE: 'anew',
  NOT_LEADER_FOR_PARTITION: 'anew',
  FENCED_LEADER_EPOCH: 'anew',
  UNKNOWN_LEADER_EPOCH: 'anew',
  BROKER_NOT_AVAILABLE: 'anew',
  REPLICA_NOT_AVAILABLE: 'anew',
  REQUEST_TIMED_OUT: 'anew',
  NETWORK_EXCEPTION: 'anew',
  NOT_ENOUGH_REPLICAS: 'anew',
  NOT_ENOUGH_REPLICAS_AFTER_APPEND: 'anew',
  KAFKA_STORAGE_ERROR: 'anew',
  INVALID_REQUEST: 'anew',
  UNSUPPORTED_VERSION: 'anew',
  UNKNOWN: 'anew',
};

/** Of those that are cured by other contents, the ones that are about how much there is. */
const ofSize: ReadonlySet<string> = new Set(['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE']);

/** Kafka's own word for why it refused, wherever kafkajs has wrapped it; undefined where Kafka has not answered. */
export function refusalOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('type' in error && typeof error.type === 'string') return error.type;
  return refusalOf(error.cause);
}

export const cureOf = (error: unknown): Cure => cures[refusalOf(error) ?? ''] ?? 'anew';

export const isOfSize = (error: unknown): boolean => ofSize.has(refusalOf(error) ?? '');
