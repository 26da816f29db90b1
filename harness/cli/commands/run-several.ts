import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { exitCode, isBySignal } from '../../model/failure.ts';
import { quietScreen, type Screen, screen } from '../../reporters/console/screen.ts';
import { minutes, timeLeft } from '../../reporters/console/time-left.ts';
import { renderTotals } from '../../reporters/console/totals.ts';
import { indexPage, pageFile } from '../../store/run-folder.ts';
import { type Ended, runCampaign } from '../../suite/campaign.ts';
import type { Planned } from '../../suite/plan.ts';
import { asExpected, controlWords } from '../../suite/plan.ts';
import type { RunDocument } from '../../suite/runs-document.ts';
import { say } from '../say.ts';
import { endedBySignals } from '../signals.ts';
import { runDocument } from './run-document.ts';
import type { OneFlags } from './run-one.ts';

const words: Readonly<Record<number, string>> = {
  [exitCode.recovered]: 'recovered',
  [exitCode.violated]: 'VIOLATED',
  [exitCode.inconclusive]: 'INCONCLUSIVE',
  [exitCode.missing]: 'could not run: a requirement is missing',
  [exitCode.usage]: 'could not run: its story is not as it must be',
  [exitCode.defect]: 'ended by an internal error of norestart',
};

/** Runs all that is planned, shows how it goes on, and tells how it ended: also when a signal ended it. */
export async function runSeveral(planned: readonly Planned[], flags: OneFlags): Promise<RunDocument[]> {
  const lines = flags.quiet ? quietScreen() : screen(process.stderr);
  const { signal, release } = endedBySignals((name) => lines.say(`${name}: ending what runs`));
  const view = campaignOn(lines, planned, flags);
  try {
    const { workers, out } = flags;
    const onLine = flags.verbose ? { onLine: view.line } : {};
    const ended = await runCampaign({ planned, workers, out, signal, flags: flagsOfEach(flags), ...view, ...onLine });
    lines.end();
    if (!flags.json) {
      say(`${flags.quiet ? '' : '\n'}${renderTotals(ended, planned.length)}`);
      const index = join(out, indexPage);
      say(`\nreports: ${relative(process.cwd(), existsSync(index) ? index : out) || out}`);
    }
    if (signal.aborted && ended.every(({ code }) => !isBySignal(code))) throw signal.reason;
    return ended.map((one) => runDocument(one, flags.runtime));
  } finally {
    lines.end();
    release();
  }
}

const flagsOfEach = ({ runtime, brokerSessionTimeout, verbose, reporter = [] }: OneFlags): string[] => [
  ...['--runtime', runtime.name, '--broker-session-timeout', String(brokerSessionTimeout)],
  ...(verbose ? ['--verbose'] : []),
  ...reporter.flatMap((path) => ['--reporter', path]),
];

/** What is finished stays, what runs now moves, with how long the rest will take. */
function campaignOn(lines: Screen, planned: readonly Planned[], { workers }: OneFlags) {
  const running = new Map<Planned, number>();
  const ended: Ended[] = [];
  const rest = () => {
    const left = planned.filter((one) => !running.has(one) && !ended.some((each) => each.planned === one));
    return timeLeft({ left, running, ended, workers, now: performance.now() });
  };
  const show = () => {
    const now = () => {
      const each = [...running].map(([one, since]) => `${named(one)} ${minutes(performance.now() - since)}`);
      return `${ended.length}/${planned.length}  ${each.join(', ')}; about ${minutes(rest())} to go`;
    };
    const latest = [...running.keys()].at(-1);
    lines.show({ text: `${latest ? named(latest) : ''} begins; about ${minutes(rest())} to go`, now });
  };
  return {
    onBegin: (one: Planned) => {
      running.set(one, performance.now());
      show();
    },
    onEnd: (one: Ended) => {
      running.delete(one.planned);
      ended.push(one);
      if (running.size === 0) lines.show(undefined);
      lines.say(line(one, ended.length, planned.length));
    },
    line: (one: Planned, text: string) => lines.say(`     ${named(one)}: ${text}`),
  };
}

const named = ({ name, variant }: Planned): string => `${name} (${variant})`;

function line({ planned, code, tookMs, folder, verdict, sentence }: Ended, number: number, total: number): string {
  const word = words[code] ?? `ended with exit code ${code}`;
  // Without a verdict it says why, if anything is known of it.
  const why = verdict === null && sentence !== null ? `: ${sentence}` : '';
  const asItShould = asExpected(planned, code);
  const control = planned.scenario.control ? controlWords(asItShould) : '';
  const place = `${String(number).padStart(String(total).length)}/${total}`;
  const where = folder ? `  ${relative(process.cwd(), join(folder, pageFile))}` : '';
  return `${asItShould ? 'ok  ' : 'NO  '} ${place}  ${named(planned)}: ${word}${control}${why} (${(tookMs / 1000).toFixed(1)} s)${where}`;
}
