import type { Service } from '../model/environment.ts';
import type { Recorder } from '../model/recorder.ts';
import type { SystemDescription } from '../model/system.ts';
import { type Probe, pace } from './pace.ts';

export interface ClaimProbeOptions {
  readonly service: Service;
  readonly claims: NonNullable<SystemDescription['claims']>;
  readonly recorder: Recorder;
  readonly onDefect: (error: unknown) => void;
}

const lookEveryMs = 250;

/** Follows a service's log and writes what it claims there. */
export function probeClaims({ service, claims, recorder, onDefect }: ClaimProbeOptions): Probe {
  const { name } = service.description;
  const fresh = service.log.follow();
  const look = async () => {
    for (const line of fresh()) {
      const claim = claims(line);
      if (claim) recorder.record({ kind: 'claim', service: name, ...claim });
    }
  };
  const probe = pace(lookEveryMs, look, onDefect);
  return {
    stop: async () => {
      await probe.stop();
      await look();
    },
  };
}
