import { type Moving, screen } from '../../reporters/console/screen.ts';
import { minutes } from '../../reporters/console/time-left.ts';
import { runCampaign } from '../../suite/campaign.ts';
import { gateRun } from '../../suite/gate/gate-run.ts';
import type { GateRun } from '../../suite/gate/result.ts';
import type { Planned } from '../../suite/plan.ts';
import { controlWords } from '../../suite/plan.ts';
import { codeOfSignal, Interrupted } from '../../util/interrupted.ts';
import type { GateFlags } from '../flags.ts';
import { endedBySignals } from '../signals.ts';

export interface Performed {
  readonly runs: readonly GateRun[];
  /** Null: it came to its end. */
  readonly interrupted: { readonly code: number } | null;
}

export type PerformFlags = GateFlags & {
  /** Of a run, in milliseconds, as far as anybody knows. */
  readonly lengthOf: (planned: Planned) => number;
};

/** What was finished before a signal is kept; what was cut short has no verdict. */
export async function performGate(
  planned: readonly Planned[],
  { out, workers, runtime, updateBaseline, lengthOf }: PerformFlags,
): Promise<Performed> {
  const lines = screen(process.stderr);
  const { signal, release } = endedBySignals((name) =>
    lines.say(`${name}: ending what runs; what is finished is kept`),
  );
  lines.say(announced(planned, { workers, updateBaseline, lengthOf }));
  const runs: GateRun[] = [];
  let done = 0;
  try {
    await runCampaign({
      ...{ planned, workers, out, signal, flags: ['--runtime', runtime] },
      onBegin: ({ name, repeat }) => lines.show(moving(`${done + 1}/${planned.length}  ${name} (run ${repeat})`)),
      onEnd: ({ planned: one, ...ended }) => {
        const { name, scenario, variant, repeat } = one;
        const about = { scenario: name, title: scenario.title, variant, runtime, repeat };
        const { code, startedAt, tookMs, folder, output } = ended;
        const told = { ...about, code, startedAt, tookMs, folder, output, control: scenario.control !== undefined };
        const run = gateRun(told, out);
        done += 1;
        if (run) runs.push(run);
        lines.say(`${done}/${planned.length}  ${name} (run ${repeat}): ${run ? spoken(run) : 'cut short'}`);
      },
    });
  } finally {
    lines.end();
    release();
  }
  if (!signal.aborted) return { runs, interrupted: null };
  if (!(signal.reason instanceof Interrupted)) throw signal.reason;
  return { runs, interrupted: { code: codeOfSignal(signal.reason.signal) } };
}

/** How much there is to do, before it begins: a new baseline is most of all a matter of time. */
function announced(
  planned: readonly Planned[],
  { workers, updateBaseline, lengthOf }: Pick<PerformFlags, 'workers' | 'updateBaseline' | 'lengthOf'>,
): string {
  const lengths = planned.map(lengthOf);
  const sum = lengths.reduce((total, each) => total + each, 0);
  const about = minutes(Math.max(0, sum / workers, ...lengths));
  const quiet = updateBaseline ? '; leave this machine alone meanwhile, for its times are what is measured' : '';
  return `${planned.length} ${planned.length === 1 ? 'run' : 'runs'}, about ${about}${quiet}`;
}

const spoken = ({ verdict, control, tookMs }: GateRun): string => {
  const word = control ? controlWords(verdict === 'violated') : '';
  return `${verdict}${word}, ${(tookMs / 1000).toFixed(1)} s`;
};

const moving = (text: string): Moving => {
  const began = performance.now();
  return { text, now: () => `${text}, ${minutes(performance.now() - began)}` };
};
