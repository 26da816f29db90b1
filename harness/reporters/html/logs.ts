import type { Beside, Excerpt, LogLine } from '../../report/beside.ts';
import type { Moment } from '../../report/model.ts';
import { escapedLength } from './fit.ts';
import { html, type View } from './html.ts';
import { section } from './section.ts';
import { counted, seconds } from './words.ts';

/** Of all excerpts together, in bytes as they stand on the page: so that no log makes a page that cannot be sent. */
const bytesAtMost = 300_000;

const kinds: Readonly<Record<Moment['kind'], string>> = {
  inject: 'it begins',
  heal: 'its heal begins',
  violation: 'is violated from here on',
};

/** By which the timeline leads to an excerpt. */
export const excerptId = (index: number): string => `log-${index + 1}`;

/** What the logs say around each moment that matters: the words of whoever was tested, and no evidence. */
export function logsSection({ excerpts, cutLogs }: Beside): View {
  let room = bytesAtMost;
  const cut = excerpts.map((excerpt) => {
    const lines = excerpt.lines.filter(({ text }) => {
      room -= escapedLength(text) + 150;
      return room > 0;
    });
    return { ...excerpt, lines, left: excerpt.left + excerpt.lines.length - lines.length };
  });
  return section({
    id: 'logs',
    title: 'What the logs say around it',
    lead: html`Five seconds before and after each moment that matters, cut. No verdict rests on this; the whole is in <a href="logs/">logs/</a>.`,
    body: html`
      ${excerpts.length === 0 ? html`<p>No log was looked at.</p>` : cut.map(excerptView)}
      ${cutLogs.length > 0 ? html`<p>Too long, or not readable, to the end: ${cutLogs.join(', ')}.</p>` : null}
    `,
  });
}

/** The first one is open, so that a reader sees what is in the others. */
const excerptView = ({ moments, lines, left }: Excerpt, index: number): View => html`
  <details id=${excerptId(index)} open=${index === 0 ? '' : undefined}>
    <summary><span class="letter number">${index + 1}</span> ${seconds(moments[0]?.at ?? 0)}: ${momentsWords(moments)}</summary>
    ${lines.length === 0 ? html`<p class="quiet">No log has a line of this time.</p>` : html`<ol class="lines">${withMoments(lines, moments)}</ol>`}
    ${left > 0 ? html`<p class="quiet small">${counted(left, 'more line')} of this time ${left === 1 ? 'is' : 'are'} in logs/.</p>` : null}
  </details>
`;

export const momentsWords = (moments: readonly Moment[]): string =>
  [...Map.groupBy(moments, ({ kind }) => kind)]
    .map(
      ([kind, several]) =>
        `${[...new Set(several.map(({ title }) => title))].join(', ')} ${words(kind, several.length)}`,
    )
    .join('; ');

const words = (kind: Moment['kind'], count: number): string =>
  kind === 'violation' && count > 1
    ? 'are violated from here on'
    : `(${kinds[kind]})`.replace('(is violated from here on)', kinds.violation);

/** The lines in their order, with each moment where it falls between them. */
function withMoments(lines: readonly LogLine[], moments: readonly Moment[]): View[] {
  const entries = [
    ...lines.map((line) => ({ at: line.at, view: lineView(line) })),
    ...moments.map((moment) => ({ at: moment.at, view: momentView(moment) })),
  ];
  return entries.sort((one, other) => one.at - other.at).map(({ view }) => view);
}

const momentView = (moment: Moment): View =>
  html`<li class=${`moment ${moment.kind}`}><span class="time">${seconds(moment.at)}</span> <span class="text">${momentsWords([moment])}</span></li>`;

const lineView = ({ at, source, level, text, times }: LogLine): View => html`
  <li><span class="time">${seconds(at)}</span> <span class="source">${source}</span> <span class=${`level ${level ?? 'none'}`}>${level ?? ''}</span> <span class="text">${text}${times > 1 ? html` <span class="times">and ${counted(times - 1, 'more like it', 'more like it')}</span>` : null}</span></li>
`;

export const logsStyle = `
#logs .letter { background: none; color: inherit; border: 1px solid var(--quiet); } #logs details { border-top: 1px solid var(--line); margin: 0; padding: .6rem 0; }
.lines { list-style: none; margin: 0; padding: .5rem .75rem; background: var(--surface); border: 1px solid var(--line); border-radius: .4rem; font: .8125rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace; }
.lines li { display: grid; grid-template-columns: 4.5rem 5rem 3rem minmax(0, 1fr); gap: 0 .6rem; padding: .08rem 0; }
.lines .time { text-align: right; color: var(--quiet); }
.lines .source, .lines .text { overflow-wrap: anywhere; }
.lines .warn { color: var(--doubt); } .lines .error { color: var(--bad); font-weight: 700; } .lines .info, .lines .times { color: var(--quiet); }
.lines .moment { font-weight: 700; color: var(--fault); padding: .3rem 0; } .lines .moment .text { grid-column: 2 / -1; } .lines .moment .time { color: inherit; }
.lines .moment.violation { color: var(--bad); }
@media (max-width: 40rem) { .lines { padding: .4rem .5rem; } .lines li { grid-template-columns: 4.2rem minmax(0, 1fr) auto; padding: .2rem 0; } .lines .text { grid-column: 1 / -1; } .lines .time { text-align: left; } .lines .moment .text { grid-column: 2 / -1; } }
`;
