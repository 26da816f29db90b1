import { exitCode, Failure, isBySignal } from '../../model/failure.ts';
import { extensions } from '../../reporters/extensions.ts';
import { fitRuntime, leftOutLine } from '../../suite/fit-runtime.ts';
import { plan } from '../../suite/plan.ts';
import type { RunDocument } from '../../suite/runs-document.ts';
import { selectScenarios } from '../../suite/select.ts';
import type { RunFlags } from '../flags.ts';
import { printDocument } from '../json.ts';
import { sayAside } from '../say.ts';
import { runOne } from './run-one.ts';
import { runSeveral } from './run-several.ts';

/** Runs what the words and flags mean, and answers with the exit code. All words are looked at before anything begins. */
export async function runChosen(words: readonly string[], flags: RunFlags): Promise<number> {
  const { tag: tags = [], variant: variants = [], repeat, seed } = flags;
  if (words.length === 0 && tags.length === 0) {
    throw new Failure('usage', {
      attempted: 'run scenarios',
      happened: 'neither a name nor a tag was given',
      remedy: 'Name one, such as slow-kafka, or use --tag gate; `norestart list` shows them all.',
    });
  }
  const reporters = await extensions(flags.reporter ?? [], sayAside);
  const fitted = await fitRuntime(flags.runtime, await selectScenarios({ words, tags }), words);
  const { runtime, selected } = fitted;
  if (fitted.leftOut.length > 0) sayAside(leftOutLine(fitted));
  const planned = plan({ selected, variants, repeat, seed });
  const [only] = planned;
  const runs: readonly RunDocument[] =
    only && planned.length === 1
      ? [await runOne(only, { ...flags, runtime, reporters })]
      : await runSeveral(planned, { ...flags, runtime, reporters });
  const code = gravest(runs);
  if (flags.json) printDocument({ format: 1, command: 'run', exitCode: code, seed: seed ?? null, runs });
  return code;
}

/** Behind an end by a signal, the first of these that occurs is that of all: what says least about the system first. */
const gravity = [exitCode.defect, exitCode.usage, exitCode.missing, exitCode.violated, exitCode.inconclusive];

/** One run ends with its own code; of several, those that ended as they should do not count. */
function gravest(runs: readonly RunDocument[]): number {
  const [only] = runs;
  if (only && runs.length === 1) return only.exitCode;
  const wrong = runs.filter(({ asExpected }) => !asExpected).map((one) => one.exitCode);
  // A control that recovered has the code of what is well, and is not: it would prove that nothing can be violated.
  return (
    wrong.find(isBySignal) ??
    gravity.find((code) => wrong.includes(code)) ??
    (wrong.length > 0 ? exitCode.violated : exitCode.recovered)
  );
}
