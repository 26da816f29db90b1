import type { Lane } from '../../../report/model.ts';

/** What a route met, or what a service said of itself. */
export type State = Lane['probes'][number]['outcome'] | Lane['words'][number]['word'];

/** Whether it is well, in between, or not: the colours. Patterns tell the states of one colour apart. */
export const stateTone: Readonly<Record<State, 'well' | 'between' | 'trouble'>> = {
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
export const stateWord: Readonly<Record<State, string>> = {
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
