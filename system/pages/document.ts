import { Fragment, h } from 'preact';
import { render } from 'preact-render-to-string';
import { assetPath, importMap } from './assets.ts';
import { html, type Page, type Told } from './html.ts';
import { headingOf, shell } from './shell.ts';

export interface DocumentOptions<View extends Told> {
  readonly page: Page<View>;
  readonly title: string;
  readonly view: View;
  /** Addresses of all the modules that the page needs, so that a browser asks for them at once. */
  readonly modules: readonly string[];
}

/** A whole page as its first reader gets it: with all that it shows, and with what its browser needs to go on. */
export function document<View extends Told>({ page, title, view, modules }: DocumentOptions<View>): string {
  const start = { module: `/assets/${assetPath(page.module)}`, title, view };
  const parts = html`
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>${headingOf({ page, title, view })}</title>
      <link rel="icon" href="/assets/pages/icon.svg" />
      <link rel="stylesheet" href="/assets/pages/style.css" />
      <script type="importmap" dangerouslySetInnerHTML=${{ __html: importMap }}></script>
      ${modules.map((address) => html`<link rel="modulepreload" href=${address} />`)}
    </head>
    <body>
      <div id="page">${shell({ page, title, view, quietSince: null })}</div>
      <script type="application/json" id="start" dangerouslySetInnerHTML=${{ __html: inScript(start) }}></script>
      <script type="module" src="/assets/pages/browser/start.ts"></script>
    </body>
  `;
  return `<!doctype html>\n<html lang="en">${render(h(Fragment, null, parts))}</html>\n`;
}

/** JSON that cannot end the script element that it stands in. */
const inScript = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');
