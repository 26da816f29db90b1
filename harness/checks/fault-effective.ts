import { least } from '../analysis/extremes.ts';
import { faultTypes } from '../faults/index.ts';
import { shownEvidence, unshown } from '../faults/own-evidence.ts';
import { type Check, inconclusive, passed } from '../model/check.ts';
import { convincing, type Evidence } from '../model/evidence.ts';
import { type FaultWindow, faultWindows } from '../model/fault.ts';
import type { History } from '../model/history.ts';
import { oncePerHistory } from '../model/once-per-history.ts';

export interface ProvenFault {
  readonly window: FaultWindow;
  readonly evidence: Evidence;
}

/** Each fault of the run with what shows it, from outside of the component that it hurts. */
export const provenFaults = oncePerHistory((history): readonly ProvenFault[] =>
  faultWindows(history).map((window) => ({
    window,
    evidence: [...evidenceOf(history, window), ...shownEvidence(history, window)],
  })),
);

/** What the fault's own kind makes of the history; parameters that it never has show nothing. */
export function evidenceOf(history: History, window: FaultWindow): Evidence {
  const type = faultTypes.get(window.name);
  if (!type?.evidence) return [];
  const { data: parameters, error } = type.options.safeParse(window.parameters);
  if (parameters) return type.evidence(history, { ...window, parameters });
  const wrong = error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  return [{ sentence: `its parameters are none of ${window.name} (${wrong})`, holds: false, lines: window.lines }];
}

/** Every scripted fault was there and was healed. If not, nothing that the run shows is about that fault. */
export const faultEffective: Check = {
  name: 'fault-effective',
  gravity: 'scenario',
  claim: 'every fault of the story was really there, and was really healed',
  judge: (history) => {
    const { faults, unsaid = [] } = history.run;
    const proven = provenFaults(history);
    const lines = proven.flatMap(({ window, evidence }) => [...window.lines, ...evidence.flatMap((one) => one.lines)]);
    if (unsaid.length > 0) {
      return inconclusive(
        `nobody knows what these steps of the scenario's own bring: ${unsaid.map((title) => `“${title}”`).join(', ')}; bring a fault with during(fault, steps), or write brings: 'nothing'`,
        [history.run.line, ...lines],
      );
    }
    if (faults.length === 0) return passed('the story brings no fault, and none was injected', [history.run.line]);
    if (proven.length < faults.length) {
      const never = faults.filter((name) => !proven.some(({ window }) => window.name === name));
      const which = never.length > 0 ? `; ${never.join(', ')} was not: a step brings it with during(fault, steps)` : '';
      return inconclusive(`${proven.length} of ${faults.length} faults were injected${which}`, lines);
    }
    const unknown = ({ window }: ProvenFault) => (faultTypes.has(window.name) ? undefined : unshown(history, window));
    const doubtful = proven.filter((one) => !convincing(one.evidence) || unknown(one) !== undefined);
    if (doubtful.length > 0) {
      const missing = doubtful.map((one) => {
        const failed = one.evidence.filter(({ holds }) => !holds).map(({ sentence }) => sentence);
        return `${one.window.name}: ${[...failed, unknown(one) ?? []].flat().join('; ') || 'nothing shows it'}`;
      });
      return inconclusive(missing.join('; '), lines);
    }
    const counts = proven.map(({ evidence }) => evidence.length);
    const shown = counts.length > 10 ? `at least ${least(counts)}` : counts.join(' and ');
    return passed(`${proven.length} of ${faults.length} faults, each shown by ${shown} observations`, lines);
  },
};
