import { readFileSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Report } from '../harness/report/model.ts';
import type { RunsDocument } from '../harness/suite/runs-document.ts';
import { mannWhitney } from '../harness/util/statistics/mann-whitney.ts';
import { median } from '../harness/util/statistics/quantile.ts';
import { command, makeFolder } from './support/command.ts';

/**
 * From which number of `--workers` on do recovery times suffer on this machine? Each round runs the same story four
 * times with each number in turn, so that what drifts meanwhile falls on all of them alike. Printed, never asserted.
 * `npm run workers -- --rounds 5` for more.
 */
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '3' } } });
const rounds = Number(values.rounds);
const story = 'mid-run-outage';
const runsAtOnce = 4;
const numbers = [1, 2, 3, 4] as const;

interface Taken {
  /** Slowest service of each run from the heal, in milliseconds; infinite: it never came, or the run says nothing. */
  readonly recoveries: number[];
  readonly verdicts: string[];
  tookMs: number;
}

const taken = new Map<number, Taken>(numbers.map((number) => [number, { recoveries: [], verdicts: [], tookMs: 0 }]));
const out = makeFolder();
const load = () => loadavg()[0]?.toFixed(1);
console.log(`${availableParallelism()} processors, load ${load()} at the beginning`);
for (let round = 1; round <= rounds; round += 1) for (const number of numbers) await measure(number, round);
rmSync(out, { recursive: true });

async function measure(number: number, round: number): Promise<void> {
  const began = performance.now();
  const words = ['run', story, '--repeat', String(runsAtOnce), '--workers', String(number), '--json', '--out', out];
  const running = command(words);
  await running.ended;
  const into = taken.get(number) as Taken;
  into.tookMs += performance.now() - began;
  const { runs } = JSON.parse(running.printed()) as RunsDocument;
  for (const { folder, verdict } of runs) {
    into.verdicts.push(verdict ?? 'none');
    into.recoveries.push(folder === null ? Number.POSITIVE_INFINITY : slowest(folder));
  }
  console.log(`round ${round} of ${rounds}, ${number} workers: load ${load()}`);
}

function slowest(folder: string): number {
  const { services } = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report;
  return Math.max(...services.map(({ afterMs }) => afterMs ?? Number.POSITIVE_INFINITY));
}

const alone = taken.get(1)?.recoveries ?? [];
console.log(`\n${story}, resilient: slowest service from the heal`);
console.log('workers  runs  recovered  median    against 1  longest   p (greater than with 1)  time for a run');
for (const [number, { recoveries, verdicts, tookMs }] of taken) {
  const middle = median(recoveries);
  const cells = [
    String(number).padEnd(7),
    String(recoveries.length).padEnd(4),
    String(verdicts.filter((verdict) => verdict === 'recovered').length).padEnd(9),
    `${middle.toFixed(0)} ms`.padEnd(8),
    `${(middle / median(alone)).toFixed(2)} ×`.padEnd(9),
    `${Math.max(...recoveries).toFixed(0)} ms`.padEnd(8),
    (number === 1 ? '' : mannWhitney(recoveries, alone).p.greater.toFixed(4)).padEnd(23),
    `${(tookMs / recoveries.length / 1000).toFixed(1)} s`,
  ];
  console.log(cells.join('  '));
}
