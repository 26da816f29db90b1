import type { LinkDescription } from '../../harness/index.ts';

/** A frame whose check byte is wrong: the far end answers NACK and uses nothing of it, whoever says it. */
const question = Uint8Array.of(0x02, 0x3f, 0x03, 0x00);
const nack = Uint8Array.of(0x15);

/** The monitor's two links, which faults can disturb as they can the ways to Kafka. */
export const links: readonly LinkDescription[] = [
  { name: 'monitor-engine', from: 'monitor', to: 'engine', port: 'health', question, answer: nack },
  { name: 'monitor-central', from: 'monitor', to: 'central', port: 'monitors', question, answer: nack },
];
