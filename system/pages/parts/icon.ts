import type { VNode } from 'preact';
import { html } from '../html.ts';

/** Shapes that tell states apart where colours cannot, on a grid of 24. */
const shapes = {
  check: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm-1 12.6-3.6-3.6 1.4-1.4 2.2 2.2 4.2-4.2 1.4 1.4-5.6 5.6Z',
  bolt: 'M13.5 2 5 13.5h5.5L9.5 22 19 10h-6l.5-8Z',
  pause: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM8.5 8h2.5v8H8.5V8Zm4.5 0h2.5v8H13V8Z',
  warning:
    'M12 3 1.8 20.5h20.4L12 3Zm-1.1 6.5h2.2l-.3 5.5h-1.6l-.3-5.5Zm1.1 9a1.3 1.3 0 1 1 0-2.6 1.3 1.3 0 0 1 0 2.6Z',
  cut: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm4 11.6L14.6 16 12 13.4 9.4 16 8 14.6l2.6-2.6L8 9.4 9.4 8l2.6 2.6L14.6 8 16 9.4 13.4 12l2.6 2.6Z',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm-1 4h2v4.6l3.2 3.2-1.4 1.4-3.8-3.8V7Z',
} as const;
export type Shape = keyof typeof shapes;

/** A picture beside a word that says the same. */
export const icon = (shape: Shape): VNode => html`
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${shapes[shape]} fill-rule="evenodd" /></svg>
`;
