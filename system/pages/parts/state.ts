import type { VNode } from 'preact';
import type { ChargePointState } from '../../contract/states.ts';
import { html } from '../html.ts';
import { icon, type Shape } from './icon.ts';

/** The colour of a state, by what it means. */
export type Tone = 'good' | 'live' | 'doubt' | 'bad' | 'idle';

export interface Look {
  readonly word: string;
  readonly tone: Tone;
  readonly shape: Shape;
}

/** A state as a word, with its colour and its shape. */
export const badge = ({ word, tone, shape }: Look): VNode =>
  html`<strong class=${`badge ${tone}`}>${icon(shape)}<span>${word}</span></strong>`;

/** How each state of a charge point looks, in the order in which they are counted. */
export const pointLooks: { readonly [State in ChargePointState]: Look } = {
  ACTIVATED: { word: 'Activated', tone: 'good', shape: 'check' },
  SUPPLYING: { word: 'Supplying', tone: 'live', shape: 'bolt' },
  OUT_OF_ORDER: { word: 'Out of Order', tone: 'doubt', shape: 'pause' },
  BROKEN: { word: 'Broken', tone: 'bad', shape: 'warning' },
  DISCONNECTED: { word: 'Disconnected', tone: 'idle', shape: 'cut' },
};

/** How each state of a request looks, wherever it is told. */
export const requestLooks = {
  asked: { word: 'Asked', tone: 'idle', shape: 'clock' },
  offered: { word: 'Asked', tone: 'idle', shape: 'clock' },
  authorised: { word: 'Authorised', tone: 'good', shape: 'check' },
  supplying: { word: 'Supplying', tone: 'live', shape: 'bolt' },
  charged: { word: 'Charged', tone: 'good', shape: 'check' },
  denied: { word: 'Denied', tone: 'bad', shape: 'cut' },
  cancelled: { word: 'Cancelled', tone: 'doubt', shape: 'cut' },
} as const satisfies Readonly<Record<string, Look>>;
