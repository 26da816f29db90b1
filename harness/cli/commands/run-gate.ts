import { loadavg } from 'node:os';
import { join } from 'node:path';
import { exitCode, Failure } from '../../model/failure.ts';
import { fitRuntime } from '../../suite/fit-runtime.ts';
import { baselineOf } from '../../suite/gate/baseline.ts';
import type { Blob } from '../../suite/gate/blob.ts';
import { type GateFiles, makeFolder, readGateFiles, writeDocument } from '../../suite/gate/files.ts';
import { fingerprint } from '../../suite/gate/fingerprint.ts';
import { filesOf, gateSet, lengthOf } from '../../suite/gate/gate-set.ts';
import { type GateFacts, judgeGate } from '../../suite/gate/judge.ts';
import type { GateResult } from '../../suite/gate/result.ts';
import { type GatePlanned, shards } from '../../suite/gate/shards.ts';
import { gateExitCode } from '../../suite/gate/words.ts';
import type { Planned } from '../../suite/plan.ts';
import { versions } from '../../util/machine.ts';
import type { GateFlags } from '../flags.ts';
import { performGate } from './perform-gate.ts';
import { leave } from './tell-gate.ts';

export const today = (): string => new Date().toISOString().slice(0, 10);

/** Runs a budget's set, or a part of it, once, and answers with the exit code. All words are looked at before that. */
export async function runGate(file: string, flags: GateFlags): Promise<number> {
  const { shard, updateBaseline, out } = flags;
  if (shard && updateBaseline) {
    throw new Failure('usage', {
      attempted: 'make a baseline of a part',
      happened: 'a baseline is of one machine and of all its runs',
      remedy: 'Leave out --shard or --update-baseline.',
    });
  }
  const files = readGateFiles(file);
  const set = await gateSet(files.budget);
  // Each of them is named by the budget: what cannot run there is an error, and nothing is left out.
  const { runtime } = await fitRuntime(
    flags.runtime,
    set,
    set.map(({ name }) => name),
  );
  const whole = updateBaseline ? measured(set, files) : set;
  const mine = shard ? (partsOf(whole, files, shard.of)[shard.index - 1] ?? []) : whole;
  makeFolder(out);
  const began = Date.now();
  const [loadAtStart = 0] = loadavg();
  const { runs, interrupted } = await performGate(mine, {
    ...flags,
    runtime: runtime.name,
    lengthOf: lengthOf(files.baseline),
  });
  const fileOf = await filesOf(mine.map(({ name }) => name));
  const facts: GateFacts = {
    ...{ budget: files.budget, fileOf, planned: mine.map(plannedOf), runs },
    baseline: updateBaseline ? null : files.baseline,
    machines: [fingerprint()],
    loadAtStart,
    today: today(),
    startedAt: new Date(began).toISOString(),
    tookMs: Date.now() - began,
    shard: shard ?? null,
    forBaseline: updateBaseline,
  };
  const result = judgeGate(facts);
  if (shard) writeDocument(join(out, `shard-${shard.index}-of-${shard.of}.json`), blobOf(facts, whole, files));
  const updated = updateBaseline && !interrupted ? renew(result, files) : null;
  const code =
    interrupted?.code ?? (gateExitCode(result) || (updated === false ? exitCode.inconclusive : exitCode.recovered));
  return leave(result, {
    command: 'gate',
    out,
    json: flags.json,
    code,
    note: updated === null ? null : renewed(updated, files),
  });
}

/** One that is to be compared must be run often, one that is not has nothing to tell. */
const measured = (set: readonly Planned[], { budget }: GateFiles): Planned[] => {
  const often = new Set(set.filter(({ repeat }) => repeat > 1).map(({ name }) => name));
  const once = set.filter(({ repeat, scenario }) => repeat === 1 && !scenario.control);
  return Array.from({ length: budget.regressions.runs }, (_, index) =>
    once.filter(({ name }) => index === 0 || often.has(name)).map((one) => ({ ...one, repeat: index + 1 })),
  ).flat();
};

const plannedOf = ({ name, repeat, scenario }: Planned): GatePlanned => ({
  scenario: name,
  repeat,
  control: scenario.control !== undefined,
});

function partsOf(whole: readonly Planned[], { baseline }: GateFiles, of: number): Planned[][] {
  return shards(
    whole.map((planned) => ({ ...plannedOf(planned), planned })),
    of,
    ({ planned }) => lengthOf(baseline)(planned),
  ).map((part) => part.map(({ planned }) => planned));
}

const blobOf = (facts: GateFacts, whole: readonly Planned[], { digests }: GateFiles): Blob => ({
  format: 2,
  gate: digests,
  shard: facts.shard ?? { index: 1, of: 1 },
  startedAt: facts.startedAt,
  tookMs: facts.tookMs,
  machine: facts.machines[0],
  planned: whole.map(plannedOf),
  runs: [...facts.runs],
});

/** A baseline of what did not recover would call the next failure as good as before. */
function renew({ runs, findings, machine }: GateResult, { baselinePath }: GateFiles): boolean {
  const bad = findings.some(({ level }) => level === 'fail' || level === 'inconclusive');
  if (bad || runs.some(({ verdict }) => verdict !== 'recovered')) return false;
  writeDocument(baselinePath, baselineOf({ runs, madeOn: today(), machine, versions: versions() }));
  return true;
}

const renewed = (done: boolean, { baselinePath }: GateFiles): string =>
  done
    ? `The baseline ${baselinePath} is new. Look at what changed in it before you commit it.`
    : `The baseline ${baselinePath} is left as it was: it is made only of runs that all recovered, within budget.`;
