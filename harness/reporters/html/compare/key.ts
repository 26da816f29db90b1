import { html, type View } from '../html.ts';

/** What the marks of the pictures mean. */
export const key = (never: boolean): View => html`
  <ul class="key" aria-label="Key">
    <li><svg aria-hidden="true" focusable="false"><circle class="dot" cx="12" cy="8" r="4" /></svg>a run</li>
    ${never ? html`<li><svg aria-hidden="true" focusable="false"><path class="never-mark" d="M8 3l9 5l-9 5z" /></svg>a run in which it did not come back while it was watched</li>` : null}
    <li><svg aria-hidden="true" focusable="false"><rect class="median" x="10" y="0" width="3" height="16" /></svg>their median</li>
    <li><svg aria-hidden="true" focusable="false"><rect class="band" y="3" width="24" height="10" /></svg>where the median lies, by bootstrap</li>
  </ul>
`;
