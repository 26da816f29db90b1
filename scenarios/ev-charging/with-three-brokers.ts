import { availability, type Check, coordinatorTopic, honestReadiness } from '../../harness/index.ts';
import { topics } from '../../system/contract/topics.ts';
import { alwaysExpected } from './expected.ts';

/** Where the events of the one charge point are, in the order of which a charge is made. */
export const busiest = { topic: topics.chargePoint, partition: 0 } as const;

/** Kafka's own topic of one partition: who leads it coordinates all groups. It is not who leads `busiest`. */
export const coordinator = { topic: coordinatorTopic, partition: 0 } as const;

/** For a story in which enough of Kafka is left. */
export const expectedThroughout: readonly Check[] = [...alwaysExpected, availability];

/** For a story in which not enough is left. */
export const expectedOfAMinority: readonly Check[] = [...alwaysExpected, honestReadiness];
