import type { Service } from '../model/environment.ts';
import { type ProcessIdentity, sameProcess } from '../model/process.ts';
import type { Recorder } from '../model/recorder.ts';
import { type Probe, pace } from './pace.ts';

export interface ProcessProbeOptions {
  readonly service: Service;
  readonly recorder: Recorder;
  readonly onDefect: (error: unknown) => void;
}

export interface ProcessProbe extends Probe {
  /** Writes who is there at this moment, taken from the operating system and not from memory. */
  confirm(): Promise<void>;
}

const lookEveryMs = 100;

/**
 * Watches every process in a service's process group as the operating system lists them. The first process alone would
 * not do: a service that is restarted by a supervisor of its own keeps the supervisor's pid.
 */
export function probeProcess({ service, recorder, onDefect }: ProcessProbeOptions): ProcessProbe {
  const subject = service.description.name;
  let leader: ProcessIdentity | undefined;
  let known: readonly ProcessIdentity[] = [];

  const lookOnce = async () => {
    const running = service.running();
    if (!running) {
      leader = undefined;
      known = [];
      return;
    }
    const members = await running.members();
    // It may have ended meanwhile, or another one may have taken its place.
    if (service.running() !== running) return;
    if (!leader || !sameProcess(leader, running.identity)) {
      leader = running.identity;
      known = [leader];
    }
    const has = (list: readonly ProcessIdentity[], one: ProcessIdentity) =>
      list.some((other) => sameProcess(one, other));
    for (const member of members) {
      if (!has(known, member)) recorder.record({ kind: 'process', phase: 'member-joined', subject, ...member });
    }
    for (const member of known) {
      if (!has(members, member) && !sameProcess(member, leader)) {
        recorder.record({ kind: 'process', phase: 'member-left', subject, ...member });
      }
    }
    known = members.length > 0 ? members : known;
  };

  // One look after the other, whoever asks: two at once would each write down what they both see for the first time.
  let turn: Promise<void> = Promise.resolve();
  const look = (): Promise<void> => {
    turn = turn.catch(() => undefined).then(lookOnce);
    return turn;
  };

  const probe = pace(lookEveryMs, look, onDefect);
  return {
    confirm: async () => {
      await look();
      const running = service.running();
      const still = (await running?.members())?.find((member) => running && sameProcess(member, running.identity));
      if (still) recorder.record({ kind: 'process', phase: 'alive', subject, ...still });
    },
    stop: async () => {
      await probe.stop();
      await look();
    },
  };
}
