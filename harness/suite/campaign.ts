import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { exitCode, Failure } from '../model/failure.ts';
import type { Verdict } from '../model/verdict.ts';
import { endingSignals } from '../util/ending-signals.js';
import { codeOfSignal, Interrupted } from '../util/interrupted.ts';
import { measuredMessage } from './measured.ts';
import type { Planned } from './plan.ts';
import type { RunsDocument } from './runs-document.ts';

export interface CampaignOptions {
  /** In the order in which they begin. */
  readonly planned: readonly Planned[];
  /** How many at once. One at a time is what does not distort what is measured. */
  readonly workers: number;
  readonly out: string;
  /** Further flags for each run. */
  readonly flags: readonly string[];
  /** Aborted by an `Interrupted`: what runs is ended as that signal ends it (otherwise by SIGTERM), and nothing begins. */
  readonly signal: AbortSignal;
  readonly onBegin?: (planned: Planned) => void;
  readonly onEnd?: (ended: Ended) => void;
  /** What a run prints while it goes on, line by line. */
  readonly onLine?: (planned: Planned, line: string) => void;
}

/** How a run of a campaign ended. Its words are null where it ended before there was a verdict. */
export interface Ended {
  readonly planned: Planned;
  readonly code: number;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly tookMs: number;
  readonly verdict: Verdict | null;
  readonly sentence: string | null;
  /** Of the run, where it got so far. */
  readonly folder: string | null;
  /** The last lines that it printed, as they came. */
  readonly output: string;
}

const program = fileURLToPath(new URL('../cli/norestart.js', import.meta.url));
const keptLines = 40;

/**
 * Runs all that is planned, each in a process of its own, and answers with what has ended, in the order of ending. The
 * next one begins when nothing more is measured of the last: while that takes its system down and writes its report,
 * the other's program is loaded, which would be half a second of waiting for each run.
 */
export async function runCampaign(options: CampaignOptions): Promise<Ended[]> {
  const { planned, workers, out, signal, onBegin, onEnd } = options;
  const logs = makeLogFolder(join(out, 'campaign'));
  const queue = [...planned];
  const ended: Ended[] = [];
  const endings: Promise<void>[] = [];
  const worker = async () => {
    for (let next = queue.shift(); next && !signal.aborted; next = queue.shift()) {
      onBegin?.(next);
      const measured = Promise.withResolvers<void>();
      const ending = runOne(next, options, logs, measured.resolve).then((one) => {
        ended.push(one);
        onEnd?.(one);
      });
      endings.push(ending);
      await Promise.race([measured.promise, ending]);
    }
  };
  await Promise.all(Array.from({ length: Math.min(workers, planned.length) }, worker));
  await Promise.all(endings);
  return ended;
}

async function runOne(
  planned: Planned,
  options: CampaignOptions,
  logs: string,
  onMeasured: () => void,
): Promise<Ended> {
  const { out, flags, signal, onLine } = options;
  const startedAt = new Date().toISOString();
  const began = performance.now();
  const words = ['run', planned.name, '--variant', planned.variant, '--out', out, '--json', ...flags];
  const seed = planned.seed === undefined ? [] : ['--seed', String(planned.seed)];
  const child = spawn(process.execPath, [...process.execArgv, program, ...words, ...seed], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  child.on('message', (message) => {
    if (message === measuredMessage) onMeasured();
  });
  const end = () => void child.kill(signal.reason instanceof Interrupted ? signal.reason.signal : 'SIGTERM');
  signal.addEventListener('abort', end, { once: true });
  const log = openLog(join(logs, `${planned.name}-${planned.variant}-${child.pid}.log`));
  const lines: string[] = [];
  const heard = readLines(child, (line) => {
    log.write(`${line}\n`);
    if (lines.push(line) > keptLines) lines.shift();
    onLine?.(planned, line);
  });
  const { code, document, killedBy } = await heard;
  const killed = killedBy === null ? null : killedWords(killedBy);
  if (killed) onLine?.(planned, killed);
  signal.removeEventListener('abort', end);
  log.end(killed ? `${killed}\n` : '');
  const [told] = document?.runs ?? [];
  return {
    planned,
    code: backed(code, told?.verdict),
    startedAt,
    tookMs: performance.now() - began,
    verdict: told?.verdict ?? null,
    sentence: told?.sentence ?? killed,
    folder: told?.folder ?? null,
    output: [...lines, ...(killed ? [killed] : [])].join('\n'),
  };
}

interface Heard {
  readonly code: number;
  readonly document: Partial<RunsDocument> | undefined;
  /** A signal that ended it before it could end itself. */
  readonly killedBy: NodeJS.Signals | null;
}

/** Progress comes on standard error; on standard output there is one document, at the end. */
function readLines(child: ChildProcess, onLine: (line: string) => void): Promise<Heard> {
  let text = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  const told = child.stderr && createInterface({ input: child.stderr, crlfDelay: Number.POSITIVE_INFINITY });
  told?.on('line', onLine);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) =>
      resolve({ code: code ?? codeOf(signal), document: parse(text), killedBy: signal }),
    );
  });
}

/** The code of a verdict means one only where the run has told that verdict, too. */
const backed = (code: number, verdict: Verdict | null | undefined): number =>
  code > exitCode.inconclusive || (verdict && exitCode[verdict] === code) ? code : exitCode.defect;

/** One that a signal ended before it could end itself: by hand, before it listened, or because it could not go on. */
const codeOf = (signal: NodeJS.Signals | null): number =>
  endingSignals.some((name) => name === signal) && signal ? codeOfSignal(signal) : exitCode.defect;

const killedWords = (signal: NodeJS.Signals): string => `its process was ended by ${signal}${causes[signal] ?? ''}`;

/** Such an end says nothing itself: what is known of who does so. */
const causes: Partial<Record<NodeJS.Signals, string>> = {
  SIGABRT: ', as Node does when its memory is used up (the last lines say so then)',
  SIGKILL: ', as the kernel does when the memory of the machine is used up, or a person',
  SIGSEGV: ', a defect of Node or of a library',
  SIGTRAP: ', as Node does when it cannot have the memory that it needs',
};

function parse(text: string): Heard['document'] {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function makeLogFolder(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true });
    return folder;
  } catch (cause) {
    throw new Failure('missing', {
      attempted: `make the folder ${folder} for the logs of the runs`,
      happened: cause instanceof Error ? cause.message : String(cause),
      remedy: 'Name a folder that can be written with --out.',
      cause,
    });
  }
}

/** A log that cannot be written (a full disk) must not end the campaign: each run says itself what it could not write. */
function openLog(path: string): WriteStream {
  const log = createWriteStream(path);
  log.on('error', () => undefined);
  return log;
}
