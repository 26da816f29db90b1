import { storyEnd } from '../analysis/operations.ts';
import { type Check, inconclusive, passed, violated } from '../model/check.ts';
import type { Placed } from '../model/history.ts';
import { stages } from '../model/step.ts';

/**
 * One process each from its start to the end of the story, by the operating system's word (pid and start time). An
 * exit with code 0 is a death, too; and a process group that gains or loses members was restarted from inside, which
 * is how a restart policy hides a failure.
 */
export const noRestart: Check = {
  name: 'no-restart',
  gravity: 'restart',
  claim: 'no service process ended or was started again, by anyone but the story itself',
  judge: (history) => {
    const end = storyEnd(history);
    const facts = history.of('process').filter(({ at }) => at <= end);
    const intents = history.of('intent').filter(({ at }) => at <= end);
    const names = history.run.services.map(({ name }) => name);
    const faults = new Set(history.of('fault').map(({ fault }) => fault));
    const lives = names.map((name) => lifeOf(name, facts, intents, faults));
    const broken = lives.filter(({ wrong }) => wrong !== undefined);
    const lines = lives.flatMap((life) => life.lines);
    if (broken.length > 0) return violated(broken.map(({ name, wrong }) => `${name}: ${wrong}`).join('; '), lines);
    const unseen = lives.filter(({ seen }) => !seen);
    if (unseen.length > 0) {
      return inconclusive(
        `nobody looked whether ${unseen.map(({ name }) => name).join(', ')} ${unseen.length === 1 ? 'was still the same process' : 'were still the same processes'}`,
        lines,
      );
    }
    const containers = lives.filter(({ container }) => container !== undefined);
    const known =
      containers.length === lives.length ? 'container (id, StartedAt, RestartCount 0)' : 'process (pid and start time)';
    const own = lives.filter(({ ended }) => ended).map(({ name }) => name);
    const but = own.length > 0 ? `, but for ${own.join(', ')}, which the story itself ended and started` : '';
    return passed(`${names.length} services, each the same ${known} from start to end${but}`, lines);
  },
};

interface Life {
  readonly name: string;
  readonly wrong?: string;
  /** Whether it ended, and was meant to. */
  readonly ended?: boolean;
  /** Whether its process was seen alive at the end, or its end was seen. */
  readonly seen: boolean;
  /** The id of the container that it was in at last, where it was in one. */
  readonly container?: string | undefined;
  readonly lines: readonly number[];
}

function lifeOf(
  name: string,
  facts: readonly Placed<'process'>[],
  intents: readonly Placed<'intent'>[],
  faults: ReadonlySet<string>,
): Life {
  const mine = facts.filter(({ subject }) => subject === name);
  const starts = mine.filter(({ phase }) => phase === 'started');
  // Ending everything is announced once the story is over; what ends before is a death.
  const down =
    intents.find(({ subject, by }) => subject === name && by === stages.down)?.at ?? Number.POSITIVE_INFINITY;
  const deeds = intents.filter(({ subject, by }) => subject === name && faults.has(by));
  const exits = mine.filter(({ phase, at }) => phase === 'exited' && at <= down);
  const exit = exits.find((one) => !wasEnded(one, deeds, starts));
  const again = starts.slice(1).find(({ at }, index) => !wasStarted(starts[index]?.at ?? 0, at, deeds));
  const others = mine.filter(({ phase, at }) => phase.startsWith('member') && at <= down);
  const alive = mine.findLast(({ phase }) => phase === 'alive');
  const last = starts.at(-1);
  const lines = [...mine, ...deeds].map(({ line }) => line);
  if (!last) return { name, seen: false, lines };
  const restarted = mostRestarted(mine.filter(({ at }) => at <= down));
  const wrong = restarted
    ? `its container ${restarted.container?.slice(0, 12)} was restarted ${times(restarted.restarts ?? 0)} by its restart policy "${restarted.policy}" (RestartCount; StartedAt ${restarted.startTime}, first ${starts[0]?.startTime})`
    : exit
      ? `process ${exit.pid} ended (${exit.signal ?? `exit code ${exit.code}`})`
      : again
        ? `it was started ${starts.length} times`
        : others.length > 0
          ? `other processes came and went in its place (${others.map(({ pid }) => pid).join(', ')}): it restarts itself`
          : alive && (alive.pid !== last.pid || alive.startTime !== last.startTime)
            ? `process ${last.pid} became ${alive.pid}`
            : undefined;
  return {
    name,
    container: last.container,
    ...(wrong ? { wrong } : {}),
    ended: exits.length > 0,
    seen: alive !== undefined,
    lines,
  };
}

/** The fact with the engine's highest count, where it counted any. */
const mostRestarted = (mine: readonly Placed<'process'>[]): Placed<'process'> | undefined =>
  mine
    .filter(({ restarts = 0 }) => restarts > 0)
    .reduce<Placed<'process'> | undefined>(
      (most, one) => ((one.restarts ?? 0) > (most?.restarts ?? 0) ? one : most),
      undefined,
    );

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);

/**
 * The fault itself ended that process: its deed was written down before, and after the process was started. One that a
 * fault wanted to kill and that ended in another way was quicker, and ended by itself.
 */
function wasEnded(
  exit: Placed<'process'>,
  deeds: readonly Placed<'intent'>[],
  starts: readonly Placed<'process'>[],
): boolean {
  const born = starts.find(({ pid, startTime }) => pid === exit.pid && startTime === exit.startTime);
  return deeds.some(
    ({ action, at }) =>
      (action === 'stop' || (action === 'kill' && exit.signal === 'SIGKILL')) &&
      at <= exit.at &&
      at >= (born?.at ?? exit.at),
  );
}

/** The fault itself started it again, between that time and this. */
const wasStarted = (from: number, to: number, deeds: readonly Placed<'intent'>[]): boolean =>
  deeds.some(({ action, at }) => action === 'start' && at >= from && at <= to);
