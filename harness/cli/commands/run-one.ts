import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Fact } from '../../model/fact.ts';
import { exitCode } from '../../model/failure.ts';
import type { Reporter } from '../../report/reporter.ts';
import { paint } from '../../reporters/console/colour.ts';
import { renderConsole, renderEnd } from '../../reporters/console/console.ts';
import { quietScreen, screen } from '../../reporters/console/screen.ts';
import { serviceLogs } from '../../reporters/console/service-logs.ts';
import { storyOn } from '../../reporters/console/story.ts';
import { files } from '../../reporters/files.ts';
import type { KnownRuntime } from '../../runtimes/known.ts';
import { pageFile } from '../../store/run-folder.ts';
import { tellMeasured } from '../../suite/measured.ts';
import type { Planned } from '../../suite/plan.ts';
import { type Ran, runScenario } from '../../suite/run-scenario.ts';
import type { RunDocument } from '../../suite/runs-document.ts';
import { scenarioVersion } from '../../suite/scenarios.ts';
import { complain } from '../complain.ts';
import type { RunFlags } from '../flags.ts';
import { say, sayAside } from '../say.ts';
import { endedBySignals } from '../signals.ts';
import { runDocument } from './run-document.ts';

export type OneFlags = Omit<RunFlags, 'runtime'> & {
  readonly runtime: KnownRuntime;
  /** Those of somebody's own, beside the harness's. */
  readonly reporters: readonly Reporter[];
};

/** Runs one scenario, shows how it goes on, and tells how it ended: an error is told, too, and is no rejection. */
export async function runOne(planned: Planned, flags: OneFlags): Promise<RunDocument> {
  const { name, scenario, variant, seed } = planned;
  const id = `${name}-${variant}-${stamp()}-${randomBytes(2).toString('hex')}`;
  const folder = join(flags.out, id);
  const lines = flags.quiet ? quietScreen() : screen(process.stderr);
  // Before the first word: from then on Ctrl-C is an orderly end.
  const { signal, release } = endedBySignals((by) => lines.say(`${by}: healing and stopping everything`));
  const begun = { scenario: name, title: scenario.title, variant, runtime: flags.runtime.name, folder };
  const reporters: readonly Reporter[] = [storyOn(lines), files, ...flags.reporters];
  const logs = flags.verbose ? serviceLogs(lines) : undefined;
  const startedAt = new Date();
  lines.say(`${scenario.title} (${variant}, ${flags.runtime.name})`);
  const document = (code: number, ran?: Ran): RunDocument => {
    const { verdict = null, sentence = null } = ran?.report ?? {};
    const times = { startedAt: startedAt.toISOString(), tookMs: Date.now() - startedAt.getTime() };
    const place = existsSync(folder) ? folder : null;
    return runDocument({ planned, code, ...times, verdict, sentence, folder: place }, flags.runtime);
  };
  try {
    const options = {
      ...{ name, scenario, variant, seed, id, signal, out: flags.out },
      version: await scenarioVersion(name),
      runtime: await flags.runtime.load(),
      brokerSessionTimeoutMs: flags.brokerSessionTimeout,
      command: again(planned, flags),
      progress: lines.say,
      onFact: (fact: Fact) => {
        for (const each of reporters) each.event?.(fact);
        tellMeasured(fact);
      },
      onUp: logs?.follow,
    };
    for (const each of reporters) each.begin?.(begun);
    const ran = await runScenario(options, reporters);
    await logs?.end();
    lines.end();
    if (!flags.json) tell(ran, planned, flags);
    const code = exitCode[ran.report.verdict];
    for (const each of reporters) await each.end?.(begun, code);
    return document(code, ran);
  } catch (error) {
    await logs?.end();
    lines.end();
    const code = complain(signal.aborted ? signal.reason : error, sayAside);
    if (existsSync(folder)) sayAside(`Partial results: ${folder}`);
    for (const each of reporters) await each.end?.(begun, code);
    return document(code);
  } finally {
    release();
  }
}

/** The last words, so that nothing scrolls them away: the verdict, the table, the path of the report. */
function tell({ folder, report, judgedInMs }: Ran, { scenario }: Planned, { quiet }: OneFlags): void {
  const colours = paint(process.stdout);
  if (!quiet) {
    say(`\n${renderConsole(report, colours)}, judged and reported in ${Math.round(judgedInMs)} ms\n`);
  }
  say(renderEnd(report, colours));
  if (scenario.control) say(`This is a control: it ${scenario.control}.`);
  say(`\nreport: ${relative(process.cwd(), join(folder, pageFile)) || folder}`);
}

function again({ name, variant, seed }: Planned, { runtime, brokerSessionTimeout }: OneFlags): string {
  const flags = ['--variant', variant, '--runtime', runtime.name];
  const session = ['--broker-session-timeout', brokerSessionTimeout];
  return ['npm run scenario', name, '--', ...flags, ...session, ...(seed === undefined ? [] : ['--seed', seed])].join(
    ' ',
  );
}

const stamp = (): string => new Date().toISOString().replaceAll(/[-:]/g, '').slice(0, 15).replace('T', '-');
