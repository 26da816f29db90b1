import { html, type View } from './html.ts';

export interface SectionParts {
  /** What an address ends with to lead here. */
  readonly id: string;
  readonly title: string;
  /** What there is to see, in a sentence. */
  readonly lead?: View;
  readonly body: View;
}

/** A part of the page with its heading. */
export const section = ({ id, title, lead, body }: SectionParts): View => html`
  <section id=${id} aria-labelledby=${`${id}-title`}>
    <h2 id=${`${id}-title`}>${title}</h2>
    ${lead ? html`<p class="lead">${lead}</p>` : null}
    ${body}
  </section>
`;

export const sectionStyle = `
section { margin-top: 3.5rem; }
h2 { font-size: 1.375rem; line-height: 1.25; font-weight: 650; letter-spacing: -.01em; margin: 0 0 .35rem; }
h3 { font-size: 1rem; line-height: 1.4; font-weight: 650; margin: 0; }
.lead { color: var(--quiet); margin: 0 0 1.1rem; max-width: 68ch; text-wrap: pretty; }
details { margin-top: 1rem; }
summary { cursor: pointer; color: var(--link); width: fit-content; padding: .2rem 0; }
summary:hover { text-decoration: underline; }
details[open] > summary { margin-bottom: .6rem; }
@media print { section { margin-top: 1.75rem; } h2, h3 { break-after: avoid; } }
`;
