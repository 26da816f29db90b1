import type { Report, StepReport } from '../../../report/model.ts';
import { html, type View } from '../html.ts';
import { percent, room, type TimeScale } from './scale.ts';

const words = 'restarts by hand';

/** The stage after the story in which services that did not come back are restarted: what works then did not heal itself. */
export const byHand = ({ steps }: Report): StepReport | undefined => steps.find(({ path }) => path === 'restart-test');

/** Through all lanes, so that no record of that time is taken for a recovery. */
export function byHandShade(report: Report, scale: TimeScale): View {
  const step = byHand(report);
  if (!step) return null;
  const from = scale(step.from);
  return html`<rect class="by-hand" x=${percent(from)} width=${percent(scale(step.to) - from)} height="100%" />`;
}

/** Above the lanes, from its beginning where that leaves room, else before its end. */
export function byHandWords(report: Report, scale: TimeScale): View {
  const step = byHand(report);
  if (!step) return null;
  const [from, to] = [scale(step.from), scale(step.to)];
  const fits = room(words, 100 - from) === 'everywhere';
  return html`<svg class="letters" height="22" role="img" aria-label=${step.title}><text class="of-hand" x=${percent(fits ? from : to)} dx=${fits ? 5 : -5} y="13.5" text-anchor=${fits ? 'start' : 'end'}>${words}</text></svg>`;
}
