import { type Check, inconclusive, passed, violated } from '../core/check.ts';
import type { Placed } from '../core/history.ts';
import { storyEnd } from '../core/ledger.ts';

/**
 * One process each from its start to the end of the story, by the operating system's word (pid and start time). An
 * exit with code 0 is a death, too; and a process group that gains or loses members was restarted from inside, which
 * is how a restart policy hides a failure.
 */
export const noRestart: Check = {
  name: 'no-restart',
  claim: 'no service process ended or was started again, by anyone',
  judge: (history) => {
    const end = storyEnd(history);
    const facts = history.of('process').filter(({ at }) => at <= end);
    const intents = history.of('intent').filter(({ at }) => at <= end);
    const names = history.run.services.map(({ name }) => name);
    const lives = names.map((name) => lifeOf(name, facts, intents));
    const broken = lives.filter(({ wrong }) => wrong !== undefined);
    const lines = lives.flatMap((life) => life.lines);
    if (broken.length > 0) return violated(broken.map(({ name, wrong }) => `${name}: ${wrong}`).join('; '), lines);
    const unseen = lives.filter(({ seen }) => !seen);
    if (unseen.length > 0) {
      return inconclusive(
        `nobody looked whether ${unseen.map(({ name }) => name).join(', ')} was still the same process`,
        lines,
      );
    }
    return passed(`${names.length} services, each the same process (pid and start time) from start to end`, lines);
  },
};

interface Life {
  readonly name: string;
  readonly wrong?: string;
  /** Whether its process was seen alive at the end, or its end was seen. */
  readonly seen: boolean;
  readonly lines: readonly number[];
}

function lifeOf(name: string, facts: readonly Placed<'process'>[], intents: readonly Placed<'intent'>[]): Life {
  const mine = facts.filter(({ subject }) => subject === name);
  const starts = mine.filter(({ phase }) => phase === 'started');
  // Ending everything is announced once the story is over; what ends before is a death.
  const down = intents.find(({ subject, by }) => subject === name && by === 'down')?.at ?? Number.POSITIVE_INFINITY;
  const exit = mine.find(({ phase, at }) => phase === 'exited' && at <= down);
  const others = mine.filter(({ phase, at }) => phase.startsWith('member') && at <= down);
  const alive = mine.find(({ phase }) => phase === 'alive');
  const [first] = starts;
  const lines = mine.map(({ line }) => line);
  if (!first) return { name, seen: false, lines };
  const wrong = exit
    ? `process ${exit.pid} ended (${exit.signal ?? `exit code ${exit.code}`})`
    : starts.length > 1
      ? `it was started ${starts.length} times`
      : others.length > 0
        ? `other processes came and went in its place (${others.map(({ pid }) => pid).join(', ')}): it restarts itself`
        : alive && (alive.pid !== first.pid || alive.startTime !== first.startTime)
          ? `process ${first.pid} became ${alive.pid}`
          : undefined;
  return { name, ...(wrong ? { wrong } : {}), seen: alive !== undefined, lines };
}
