import type { History, Placed } from '../model/history.ts';
import { stages } from '../model/step.ts';

/** From one moment to another, in milliseconds since the run began, and the facts that show it. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly lines: readonly number[];
}

export const lengthOf = ({ from, to }: Pick<Stretch, 'from' | 'to'>): number => Math.max(0, to - from);

/** What of the one lies within the other. */
export const overlapMs = (one: Pick<Stretch, 'from' | 'to'>, other: Pick<Stretch, 'from' | 'to'>): number =>
  lengthOf({ from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) });

/**
 * The stretches in which the prober met no answer on a route: from the first attempt that failed to the next that did
 * not. `failed` says which attempts count as that.
 */
export function outages(
  history: History,
  route: string,
  failed: (probe: Placed<'probe'>) => boolean = ({ outcome }) => outcome !== 'answers',
): Stretch[] {
  const found: { from: number; to: number; lines: number[] }[] = [];
  let open: (typeof found)[number] | undefined;
  for (const probe of history.of('probe')) {
    if (probe.route !== route) continue;
    if (!failed(probe)) {
      if (open) close(open, probe);
      open = undefined;
    } else if (open) {
      open.to = probe.last;
    } else {
      open = { from: probe.first, to: probe.last, lines: [probe.line] };
      found.push(open);
    }
  }
  return found;
}

function close(stretch: { to: number; lines: number[] }, { first, line }: Placed<'probe'>): void {
  stretch.to = first;
  stretch.lines.push(line);
}

/** What somebody said, each word from when it was said until the next one. */
export function lasting<Word>(
  words: readonly { readonly at: number; readonly line: number; readonly word: Word }[],
  end: number,
): (Stretch & { readonly word: Word })[] {
  return words.map(({ at, line, word }, index) => ({
    word,
    from: at,
    to: Math.max(at, words[index + 1]?.at ?? end),
    lines: [line],
  }));
}

/** Whether each service said on `/health` that it is ready, over time; undefined: it said nothing. */
export function readiness(history: History, service: string, end: number) {
  const facts = history.of('health').filter((fact) => fact.service === service && fact.at <= end);
  return lasting(
    facts.map(({ at, line, answer, ready }) => ({ at, line, word: answer === 'says' ? ready : undefined })),
    end,
  );
}

/** The last moment of the story: nothing that the services say or do after it counts. */
export function lastMoment(history: History): number {
  const after = history
    .of('step')
    .find(({ step, phase }) => phase === 'begin' && (step === stages.restartTest || step === stages.down));
  const intent = history.of('intent').find(({ by }) => by === stages.down);
  return Math.min(after?.at ?? Number.POSITIVE_INFINITY, intent?.at ?? Number.POSITIVE_INFINITY, lastFact(history));
}

const lastFact = (history: History): number => history.facts.at(-1)?.at ?? 0;

/** Whether something happened between two moments, of things in the order of their times. */
export function anyBetween(things: readonly { readonly at: number }[], from: number, to: number): boolean {
  let [low, high] = [0, things.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((things[middle]?.at ?? to) < from) low = middle + 1;
    else high = middle;
  }
  return (things[low]?.at ?? Number.POSITIVE_INFINITY) <= to;
}
