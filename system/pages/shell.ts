import type { VNode } from 'preact';
import { time } from './format.ts';
import { html, type Page, type Told } from './html.ts';
import { icon } from './parts/icon.ts';

export interface ShellOptions<View extends Told> {
  readonly page: Page<View>;
  readonly title: string;
  readonly view: View;
  /** When the last news came, in milliseconds since the epoch, if that is too long ago; else null. */
  readonly quietSince: number | null;
}

/** What a page is called now, in its heading and in the browser's tab. */
export const headingOf = <View extends Told>({ page, title, view }: Omit<ShellOptions<View>, 'quietSince'>): string =>
  page.heading?.(view) ?? title;

/** What every page has around its own: a title, what the service waits for, and whether what is shown still holds. */
export const shell = <View extends Told>({ page, title, view, quietSince }: ShellOptions<View>): VNode => html`
  <div class=${quietSince === null ? 'shell' : 'shell stale'}>
    <div class="banner" role="status">
      ${quietSince === null ? null : html`<p>No news since ${time(quietSince)}. Trying to reach the service...</p>`}
    </div>
    <div class="page">
      <header class="masthead">
        <h1>${icon('bolt')}<bdi>${headingOf({ page, title, view })}</bdi></h1>
      </header>
      <div role="status">${waiting(view.health.waitingFor)}</div>
      <noscript><p class="notice">This page does not follow the service, and its buttons do nothing, since JavaScript is off. Load it again to see the newest.</p></noscript>
      ${page.body(view)}
    </div>
  </div>
`;

const names: Readonly<Record<string, string>> = {
  kafka: 'Kafka',
  central: 'the central',
  monitor: 'its monitor',
  engine: 'its engine',
};

const waiting = (waitingFor: readonly string[]): VNode | null =>
  waitingFor.length === 0
    ? null
    : html`<p class="notice">Waiting for ${new Intl.ListFormat('en').format(waitingFor.map((name) => names[name] ?? name))}. It goes on by itself.</p>`;
