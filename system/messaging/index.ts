import { after } from './after.ts';
import { before } from './before.ts';
import type { Messaging, MessagingOptions } from './port.ts';
import { resilient } from './resilient/index.ts';

export type { Messaging } from './port.ts';

const generations = { before, after, resilient };

/** The messaging layer of a generation; what uses it is the same for all three. */
export const messaging = (generation: keyof typeof generations, options: MessagingOptions): Messaging =>
  generations[generation](options);

/** What a layer says of itself, as a part of `/health`. */
export const kafkaHealth = (layer: Messaging) => {
  const { ready, ...kafka } = layer.status();
  return { ready, waitingFor: ready ? [] : ['kafka'], kafka };
};
