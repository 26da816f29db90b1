/** The refusals that matter here, by their numbers: https://kafka.apache.org/protocol.html#protocol_error_codes */
export const errorCode = {
  offsetOutOfRange: 1,
  unknownTopic: 3,
  leaderNotAvailable: 5,
  notLeader: 6,
  timedOut: 7,
  coordinatorLoading: 14,
  coordinatorNotAvailable: 15,
  notCoordinator: 16,
  topicExists: 36,
  invalidReplicationFactor: 38,
  invalidReplicaAssignment: 39,
  notController: 41,
  storageError: 56,
  fencedLeaderEpoch: 74,
  unknownLeaderEpoch: 75,
  unknownTopicId: 100,
  inconsistentTopicId: 103,
} as const;

const names = new Map<number, string>(Object.entries(errorCode).map(([name, code]) => [code, name]));

/**
 * Kafka is there and asks for patience: who leads, coordinates or controls is just being settled, or brokers that are to
 * hold a replica have not come yet.
 */
const passing = new Set<number>([
  ...[errorCode.leaderNotAvailable, errorCode.notLeader, errorCode.timedOut, errorCode.unknownTopic],
  ...[errorCode.coordinatorLoading, errorCode.coordinatorNotAvailable, errorCode.notCoordinator],
  ...[errorCode.invalidReplicationFactor, errorCode.invalidReplicaAssignment, errorCode.notController],
  ...[errorCode.storageError, errorCode.fencedLeaderEpoch, errorCode.unknownLeaderEpoch],
  ...[errorCode.unknownTopicId, errorCode.inconsistentTopicId, errorCode.offsetOutOfRange],
]);

export const isPassing = (code: number): boolean => passing.has(code);

/** Kafka answered, and its answer is a refusal. */
export class KafkaError extends Error {
  readonly code: number;
  /** Whether the same question may be answered well a moment later. */
  readonly passing: boolean;

  constructor(asked: string, code: number, detail?: string | undefined) {
    super(`${asked}: ${inWords(code)}${detail ? ` (${detail})` : ''}`);
    this.name = 'KafkaError';
    this.code = code;
    this.passing = passing.has(code);
  }
}

export const inWords = (code: number): string => `error ${code}${names.has(code) ? ` (${names.get(code)})` : ''}`;

/** Throws unless the code says that all is well. */
export function refuse(asked: string, code: number, detail?: string | undefined): void {
  if (code !== 0) throw new KafkaError(asked, code, detail);
}
