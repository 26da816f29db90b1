import type { Fingerprint } from './result.ts';

/**
 * Whether times of the two can be compared. Versions may differ: that a new Node or Kafka recovers more slowly is one
 * of the things that a gate is there to see.
 */
export const sameMachine = (one: Fingerprint, other: Fingerprint): boolean =>
  one.cpu === other.cpu && one.cores === other.cores && one.platform === other.platform;

/** For a sentence. */
export const machineWords = ({ cpu, cores, platform }: Fingerprint): string => `${cores} × ${cpu} on ${platform}`;
