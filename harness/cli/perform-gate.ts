import { exitCode } from '../core/failure.ts';
import { gateRun } from '../gate/gate-run.ts';
import type { GateRun } from '../gate/result.ts';
import { runCampaign } from './campaign.ts';
import { controlWords } from './expected.ts';
import type { GateFlags } from './gate.ts';
import type { Planned } from './plan.ts';
import { type Moving, screen } from './screen.ts';
import { endedBySignals } from './signals.ts';
import { minutes } from './time-left.ts';

export interface Performed {
  readonly runs: readonly GateRun[];
  /** Null: it came to its end. */
  readonly interrupted: { readonly code: number } | null;
}

/** What was finished before a signal is kept; what was cut short has no verdict. */
export async function performGate(
  planned: readonly Planned[],
  { out, workers, runtime }: GateFlags,
): Promise<Performed> {
  const lines = screen(process.stderr);
  let signalled = '';
  const { signal, release } = endedBySignals((name) => {
    signalled = name;
    lines.say(`${name}: ending what runs; what is finished is kept`);
  });
  const runs: GateRun[] = [];
  let done = 0;
  try {
    await runCampaign({
      ...{ planned, workers, out, signal, flags: ['--runtime', runtime] },
      onBegin: ({ name, repeat }) => lines.show(moving(`${done + 1}/${planned.length}  ${name} (run ${repeat})`)),
      onEnd: ({ planned: one, ...ended }) => {
        const { name, scenario, generation, repeat } = one;
        const about = { scenario: name, title: scenario.title, generation, runtime, repeat };
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
  const code = signalled === 'SIGTERM' ? exitCode.terminated : exitCode.interrupted;
  return { runs, interrupted: signal.aborted ? { code } : null };
}

const spoken = ({ verdict, control, tookMs }: GateRun): string => {
  const word = control ? controlWords(verdict === 'violated') : '';
  return `${verdict}${word}, ${(tookMs / 1000).toFixed(1)} s`;
};

const moving = (text: string): Moving => {
  const began = performance.now();
  return { text, now: () => `${text}, ${minutes(performance.now() - began)}` };
};
