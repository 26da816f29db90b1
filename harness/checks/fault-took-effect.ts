import { type Check, inconclusive, passed } from '../core/check.ts';
import { convincing, type Evidence } from '../core/evidence.ts';
import { least } from '../core/extremes.ts';
import { type FaultWindow, faultWindows } from '../core/fault.ts';
import { oncePerHistory } from '../core/once-per-history.ts';
import { faultEvidence } from '../faults/index.ts';

export interface ProvenFault {
  readonly window: FaultWindow;
  readonly evidence: Evidence;
}

/** Each fault of the run with what shows it, from outside of the component that it hurts. */
export const provenFaults = oncePerHistory((history): readonly ProvenFault[] =>
  faultWindows(history).map((window) => ({
    window,
    evidence: faultEvidence.get(window.name)?.evidence(history, window) ?? [],
  })),
);

/** Every scripted fault was there and was healed. If not, nothing that the run shows is about that fault. */
export const faultTookEffect: Check = {
  name: 'fault-took-effect',
  claim: 'every fault of the story was really there, and was really healed',
  judge: (history) => {
    const { faults } = history.run;
    const proven = provenFaults(history);
    const lines = proven.flatMap(({ window, evidence }) => [...window.lines, ...evidence.flatMap((one) => one.lines)]);
    if (faults.length === 0) return passed('the story brings no fault, and none was injected', [history.run.line]);
    if (proven.length < faults.length) {
      return inconclusive(`${proven.length} of ${faults.length} faults were injected`, lines);
    }
    const doubtful = proven.filter(({ evidence }) => !convincing(evidence));
    if (doubtful.length > 0) {
      const missing = doubtful.map(({ window, evidence }) => {
        const failed = evidence.filter(({ holds }) => !holds).map(({ sentence }) => sentence);
        return `${window.name}: ${failed.join('; ') || 'no evidence is known for a fault of this name'}`;
      });
      return inconclusive(missing.join('; '), lines);
    }
    const counts = proven.map(({ evidence }) => evidence.length);
    const shown = counts.length > 10 ? `at least ${least(counts)}` : counts.join(' and ');
    return passed(`${proven.length} of ${faults.length} faults, each shown by ${shown} observations`, lines);
  },
};
