import type { Report, StepReport } from '../../report/model.ts';
import { html, type View } from './html.ts';
import { section } from './section.ts';
import { type Column, table } from './table.ts';
import { seconds } from './words.ts';

export const storyColumns: readonly Column[] = [
  { head: 'Step' },
  { head: 'What it does' },
  { head: 'Began', number: true },
  { head: 'Took', number: true },
  { head: 'Outcome' },
];

const outcomes: Readonly<Record<StepReport['outcome'], string>> = {
  done: '✓ done',
  failed: '✗ failed',
  aborted: '■ aborted',
  unfinished: '… unfinished',
};

/** The story as it was told: each step, when it began, how long it took, how it ended. */
export const storySection = ({ steps, notes }: Report): View =>
  section({
    id: 'story',
    title: 'The story, step by step',
    lead: 'A number such as 1.2 is the second step inside the first. Words are the stages around the story.',
    body: html`
      ${steps.length === 0 ? html`<p>No step was begun.</p>` : table({ name: 'steps', caption: 'Steps of the story', columns: storyColumns, rows: steps.map(row) })}
      ${notes.length > 0 ? html`<h3 class="notes-title">Notes</h3><ul class="notes">${notes.map((note) => html`<li>${note}</li>`)}</ul>` : null}
    `,
  });

const row = ({ path, title, from, to, outcome, reason }: StepReport): View[] => [
  path,
  html`<span class=${`depth-${Math.min(3, path.split('.').length - 1)}`}>${title}</span>`,
  seconds(from),
  seconds(to - from),
  html`<span class=${`outcome ${outcome}`}>${outcomes[outcome]}${reason === null ? '' : `: ${reason}`}</span>`,
];

export const storyStyle = `
.depth-1 { padding-left: 1.25rem; } .depth-2 { padding-left: 2.5rem; } .depth-3 { padding-left: 3.75rem; }
.steps span { display: block; }
.steps th:first-child { white-space: nowrap; }
.outcome.failed { color: var(--bad); font-weight: 600; }
.outcome.aborted, .outcome.unfinished { color: var(--doubt); font-weight: 600; }
.notes-title { margin-top: 1.5rem; }
.notes { margin: .25rem 0 0; padding-left: 1.25rem; }
@media (max-width: 40rem) { .depth-1, .depth-2, .depth-3 { padding-left: 0; } }
`;
