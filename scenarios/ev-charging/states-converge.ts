import {
  type Check,
  type History,
  healedEverywhere,
  inconclusive,
  late,
  notExercised,
  type Placed,
  passed,
} from '../../harness/index.ts';

const withinMs = 3000;
/** Each is asked four times a second, at moments of its own: so much later an agreement may be seen. */
const seenLateMs = 250;

/**
 * After the heal central's panel never says for longer than 3 s what the charge point itself does not say. While
 * charges begin and end, the two differ for a moment each time, and that is no fault.
 */
export const statesConverge: Check = {
  name: 'states-converge',
  claim: 'after the heal central shows each charge point as its monitor and its engine say it is, within 3 s',
  judge: (history) => {
    const from = healedEverywhere(history);
    if (from === undefined) return inconclusive('no heal was seen: there is no after');
    const moments = comparisons(history, from);
    const lines = moments.flatMap((moment) => moment.lines);
    if (!moments.some(({ points }) => points.length > 0)) return notExercised('nobody said anything of a charge point');
    const differences = stretches(moments, endOf(history));
    const long = differences.filter(({ from: begin, to }) => to - begin > withinMs + seenLateMs);
    if (long.length > 0) {
      const first = long[0];
      return late(
        `${first?.words} for ${seconds((first?.to ?? 0) - (first?.from ?? 0))}, and ${long.length - 1} more`,
        lines,
        long.map(({ from: begin, to }) => ({ from: begin, to, tookMs: to - begin, withinMs })),
      );
    }
    if (!moments.some(({ points }) => points.length > 0 && points.every(({ agree }) => agree))) {
      return inconclusive('they were looked at for too short a time to agree', lines);
    }
    const longest = differences.reduce((most, { from: begin, to }) => Math.max(most, to - begin), 0);
    return passed(`they agreed, and never differed for more than ${seconds(longest)}`, lines);
  },
};

type View = Placed<'states'>;
interface Point {
  readonly agree: boolean;
  readonly words: string;
}
interface Moment {
  readonly at: number;
  readonly points: readonly Point[];
  readonly lines: readonly number[];
}

/** What central says against what the charge points say, at the heal and whenever somebody says something else. */
function comparisons(history: History, from: number): Moment[] {
  const latest = new Map<string, View>();
  const moments: Moment[] = [];
  const end = endOf(history);
  const compare = (at: number) =>
    moments.push({ at, points: pointsOf(latest), lines: [...latest.values()].map(({ line }) => line) });
  for (const view of history.of('states')) {
    if (view.at > end) break;
    if (view.at >= from && moments.length === 0) compare(from);
    latest.set(view.service, view);
    if (view.at >= from) compare(view.at);
  }
  if (moments.length === 0 && latest.size > 0) compare(from);
  return moments;
}

function pointsOf(latest: ReadonlyMap<string, View>): Point[] {
  const says = (service: string) => latest.get(service)?.says ?? {};
  const [panel, engine, monitor] = [says('central'), says('engine'), says('monitor')];
  const ids = new Set([panel, engine, monitor].flatMap((words) => Object.keys(words)));
  return [...ids].map((id) => {
    const shown = panel[id] ?? 'nothing';
    const is = truth(monitor[id], engine[id]) ?? 'unknown';
    return { agree: shown === is, words: `central showed ${shown} where ${id} was ${is}` };
  });
}

/** The worst that is known decides, as on the panel: a monitor that is away says nothing of its engine. */
function truth(monitor: string | undefined, engine: string | undefined): string | undefined {
  if (monitor === undefined || monitor === 'DISCONNECTED') return 'DISCONNECTED';
  return monitor === 'BROKEN' ? monitor : engine;
}

/** How long each difference lasted: until they agreed, or to the end. */
function stretches(moments: readonly Moment[], end: number) {
  const found: { from: number; to: number; words: string }[] = [];
  let open: { from: number; words: string } | undefined;
  for (const { at, points } of moments) {
    const differing = points.find(({ agree }) => !agree);
    if (differing && !open) open = { from: at, words: differing.words };
    if (differing || !open) continue;
    found.push({ ...open, to: at });
    open = undefined;
  }
  if (open) found.push({ ...open, to: Math.max(open.from, end) });
  return found;
}

/** The story ends when somebody restarts or ends services on purpose. */
const endOf = (history: History): number =>
  history.of('step').find(({ step, phase }) => phase === 'begin' && (step === 'restart-test' || step === 'down'))?.at ??
  history.of('intent').find(({ by }) => by === 'down')?.at ??
  history.facts.at(-1)?.at ??
  0;

const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
