import { html, type View } from '../html.ts';

/** A row of a lane: what is watched, and its picture. */
export const laneRow = (name: View, picture: View): View =>
  html`<div class="row"><p class="row-name">${name}</p>${picture}</div>`;
