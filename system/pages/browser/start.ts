import { hydrate, render } from 'preact';
import { html, type Page, type Told } from '../html.ts';
import { headingOf, shell } from '../shell.ts';
import { follow } from './follow.ts';
import { reuse } from './reuse.ts';

/** What the server has written into the page. */
interface Start {
  readonly module: string;
  readonly title: string;
  readonly view: Told;
}

const root = document.getElementById('page');
const written = document.getElementById('start')?.textContent;
if (!root || !written) throw new Error('This page has no #page or no #start: it was not made by system/pages.');

const { module, title, view: first }: Start = JSON.parse(written);
const { page }: { page: Page<Told> } = await import(module);
const Shell = (props: { view: Told; quietSince: number | null }) => shell({ page, title, ...props });

let view = first;
let quietSince: number | null = null;
const picture = () => html`<${Shell} view=${view} quietSince=${quietSince} />`;
hydrate(picture(), root);

let drawing = false;
/** However much news comes, it is drawn once a frame, and not at all while nobody can see it. */
const draw = () => {
  if (drawing) return;
  drawing = true;
  requestAnimationFrame(() => {
    drawing = false;
    document.title = headingOf({ page, title, view });
    render(picture(), root);
  });
};

follow('/live', {
  onNews: (text) => {
    view = reuse(view, JSON.parse(text));
    quietSince = null;
    draw();
  },
  onQuiet: (since) => {
    quietSince = since;
    draw();
  },
});
