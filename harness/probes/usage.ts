import type { Service } from '../model/environment.ts';
import type { Recorder } from '../model/recorder.ts';
import { type Probe, pace } from './pace.ts';

export interface UsageProbeOptions {
  readonly service: Service;
  readonly recorder: Recorder;
  readonly onDefect: (error: unknown) => void;
}

const lookEveryMs = 1000;

/** Writes, each second, what a service's process uses and how long its log has grown. */
export function probeUsage({ service, recorder, onDefect }: UsageProbeOptions): Probe {
  const look = async () => {
    const running = service.running();
    const status = await running?.status();
    if (!running || !status) return;
    const { residentBytes, cpuMs } = status;
    const { pid } = running.identity;
    const [name, logBytes] = [service.description.name, service.log.bytes()];
    recorder.record({ kind: 'usage', service: name, pid, residentBytes, cpuMs, logBytes });
  };
  const probe = pace(lookEveryMs, look, onDefect);
  return {
    stop: async () => {
      await probe.stop();
      await look();
    },
  };
}
