import { topics } from '../../system/contract/topics.ts';

/** Where the events of the one charge point are, in the order of which a charge is made: most of them. */
export const busiest = { topic: topics.chargePoint, partition: 0 } as const;
