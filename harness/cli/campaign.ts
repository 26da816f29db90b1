import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exitCode } from '../core/failure.ts';
import type { Selected } from './select.ts';
import { endedBySignals } from './signals.ts';

export interface CampaignOptions {
  readonly selected: readonly Selected[];
  /** How often each is run. */
  readonly repeat: number;
  /** How many at once. One at a time is what does not distort what is measured. */
  readonly workers: number;
  readonly out: string;
  /** Flags for each run. */
  readonly flags: readonly string[];
  readonly write: (line: string) => void;
}

interface Done {
  readonly name: string;
  readonly code: number;
  readonly tookMs: number;
  readonly report: string | undefined;
  readonly control: boolean;
}

const program = fileURLToPath(new URL('norestart.js', import.meta.url));
/** The first of these that occurs is the campaign's: what says least about the system comes first. */
const gravity = [
  exitCode.interrupted,
  exitCode.terminated,
  exitCode.defect,
  exitCode.usage,
  exitCode.missing,
  exitCode.violated,
  exitCode.inconclusive,
];
const words: Readonly<Record<number, string>> = {
  [exitCode.recovered]: 'recovered',
  [exitCode.violated]: 'VIOLATED',
  [exitCode.inconclusive]: 'INCONCLUSIVE',
  [exitCode.missing]: 'could not run: something is missing here',
  [exitCode.defect]: 'ended by a defect of norestart',
};

/** Runs several scenarios, each in a process of its own, and answers with the exit code of the gravest end. */
export async function runCampaign(options: CampaignOptions): Promise<number> {
  const { selected, repeat, workers, out, write } = options;
  const folder = join(out, 'campaign');
  mkdirSync(folder, { recursive: true });
  const queue = Array.from({ length: repeat }, () => selected).flat();
  const total = queue.length;
  const done: Done[] = [];
  const running = new Set<ChildProcess>();
  const { signal, release } = endedBySignals((name) => {
    write(`${name}: ending what runs`);
    for (const child of running) child.kill(name as NodeJS.Signals);
  });
  const worker = async () => {
    for (let next = queue.shift(); next && !signal.aborted; next = queue.shift()) {
      const one = await runOne(next, options, folder, running);
      done.push(one);
      write(line(one, done.length, total));
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(workers, total) }, worker));
  } finally {
    release();
  }
  if (signal.aborted) throw signal.reason;
  write(`\n${summary(done)}`);
  return gravity.find((code) => done.some((one) => asExpected(one) !== true && one.code === code)) ?? 0;
}

async function runOne(
  { name, scenario }: Selected,
  { out, flags }: CampaignOptions,
  folder: string,
  running: Set<ChildProcess>,
): Promise<Done> {
  const began = performance.now();
  const child = spawn(process.execPath, [...process.execArgv, program, 'run', name, '--out', out, ...flags], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const log = createWriteStream(join(folder, `${name}-${child.pid}.log`));
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      text = `${text}${chunk}`.slice(-4000);
      log.write(chunk);
    });
  }
  const code = await new Promise<number>((resolve) => {
    child.once('close', (number) => resolve(number ?? exitCode.defect));
  });
  running.delete(child);
  log.end();
  const report = /^report: (.+)$/m.exec(text)?.[1];
  return { name, code, tookMs: performance.now() - began, report, control: scenario.control !== undefined };
}

/** A control is there to be violated: recovered, it would prove that nothing can be. */
const asExpected = ({ code, control }: Done): boolean => code === (control ? exitCode.violated : exitCode.recovered);

function line(one: Done, number: number, total: number): string {
  const word = words[one.code] ?? `ended with exit code ${one.code}`;
  const seconds = `${(one.tookMs / 1000).toFixed(1)} s`.padStart(7);
  const control = one.control
    ? asExpected(one)
      ? ', as this control must be'
      : ', and this control must be violated'
    : '';
  const where = one.report ? `  ${relative(process.cwd(), one.report) || one.report}` : '';
  return `${String(number).padStart(String(total).length)}/${total}  ${seconds}  ${one.name}: ${word}${control}${where}`;
}

function summary(done: readonly Done[]): string {
  const wrong = done.filter((one) => !asExpected(one));
  const names = [...new Set(wrong.map(({ name }) => name))].join(', ');
  const all = `${done.length - wrong.length} of ${done.length} as they should be`;
  return wrong.length === 0 ? `${all}.` : `${all}; not: ${names}.`;
}
