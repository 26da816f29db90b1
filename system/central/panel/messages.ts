import type { VNode } from 'preact';
import { time } from '../../pages/format.ts';
import { html } from '../../pages/html.ts';
import { icon } from '../../pages/parts/icon.ts';
import type { MessageView } from './view.ts';

/** What has happened, the newest first, told aloud as it comes. */
export const messageList = (messages: readonly MessageView[], now: number): VNode => html`
  <section aria-labelledby="messages">
    <h2 id="messages">Messages</h2>
    <div class="messages" role="log" aria-labelledby="messages" tabindex="0">
      ${messages.length === 0 ? html`<p class="nothing">None yet.</p>` : html`<ol>${messages.map((message) => line(message, now))}</ol>`}
    </div>
  </section>
`;

const line = ({ at, kind, text }: MessageView, now: number): VNode => html`
  <li key=${`${at} ${text}`} class=${kind}>
    <span class="when">${time(at, now)}</span>
    <span>${kind === 'warning' ? [icon('warning'), html`<span class="unseen">Warning: </span>`] : null}<bdi>${text}</bdi></span>
  </li>
`;
