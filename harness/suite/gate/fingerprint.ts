import { cpus } from 'node:os';
import { versions } from '../../util/machine.ts';
import type { Fingerprint } from './result.ts';

/** Of the machine that this runs on. */
export function fingerprint(): Fingerprint {
  const processors = cpus();
  const { kafka = '', node = '' } = versions();
  return {
    cpu: processors[0]?.model.trim() || 'unknown',
    cores: processors.length,
    platform: `${process.platform} ${process.arch}`,
    node,
    kafka,
  };
}
