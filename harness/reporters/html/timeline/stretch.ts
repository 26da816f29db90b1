import type { Lane } from '../../../report/model.ts';

/** A stretch of time, in milliseconds since the run began, and the states in it: nearly always one. */
export interface Stretch {
  readonly states: readonly State[];
  readonly from: number;
  readonly to: number;
}

/** How a stretch is drawn: as its one state, as several kinds of trouble, or as a change too fast to be drawn. */
export type Look = State | 'failing' | 'changing';

/** Shares of the run: what is shorter is joined with what is like it, and with anything. */
const short = 1 / 60;
const tooShort = 1 / 600;

/** What the route of a service met. */
export const met = ({ probes }: Lane, end: number): Stretch[] =>
  joined(
    probes.map(({ outcome, from, to }) => ({ states: [outcome], from, to })),
    end,
  );

/** What a service said of itself. */
export const said = ({ words }: Lane, end: number): Stretch[] =>
  joined(
    words.map(({ word, from, to }) => ({ states: [word], from, to })),
    end,
  );

/**
 * A route that is closed and reset by turns, twenty times a second, is one stretch that says so: a reader learns no
 * more from stripes, and a picture of a hundred thousand of them cannot be opened.
 */
function joined(stretches: readonly Stretch[], end: number): Stretch[] {
  const all: Stretch[] = [];
  for (const next of stretches) {
    const before = all.at(-1);
    if (before && belong(before, next, end)) all[all.length - 1] = together(before, next);
    else all.push(next);
  }
  return all;
}

function belong(before: Stretch, next: Stretch, end: number): boolean {
  if (next.to - before.from < end * tooShort) return true;
  const long = (stretch: Stretch) => stretch.states.length === 1 && stretch.to - stretch.from >= end * short;
  return !long(before) && !long(next) && toneOf(before) === toneOf(next);
}

const together = (before: Stretch, next: Stretch): Stretch => ({
  states: [...new Set([...before.states, ...next.states])],
  from: before.from,
  to: next.to,
});

/** Its colour: of states of several tones, that of something in between. */
export function toneOf({ states }: Stretch): 'well' | 'between' | 'trouble' {
  const [tone = 'between', ...others] = new Set(states.map((state) => stateTone[state]));
  return others.length > 0 ? 'between' : tone;
}

export function lookOf(stretch: Stretch): Look {
  const [only = 'changing', ...others] = stretch.states;
  if (others.length === 0) return only;
  return toneOf(stretch) === 'trouble' ? 'failing' : 'changing';
}

/** All that happened in it, in words. */
export const wordsOf = ({ states }: Stretch): string =>
  `${states.map((state) => stateWord[state]).join(', ')}${states.length > 1 ? ' by turns' : ''}`;

/** What a route met, or what a service said of itself. */
type State = Lane['probes'][number]['outcome'] | Lane['words'][number]['word'];

/** Whether it is well, in between, or not: the colours. Patterns tell the states of one colour apart. */
const stateTone: Readonly<Record<State, 'well' | 'between' | 'trouble'>> = {
  answers: 'well',
  ready: 'well',
  waiting: 'between',
  'not-ready': 'between',
  refused: 'trouble',
  closed: 'trouble',
  reset: 'trouble',
  silent: 'trouble',
  garbled: 'trouble',
};

/** Short enough for a stretch of the picture. */
const stateWord: Readonly<Record<State, string>> = {
  answers: 'answers',
  ready: 'ready',
  waiting: 'waiting',
  'not-ready': 'not ready',
  refused: 'refused',
  closed: 'closed',
  reset: 'reset',
  silent: 'silent',
  garbled: 'garbled',
};
