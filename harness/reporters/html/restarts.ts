import type { ProcessReport, Report } from '../../report/model.ts';
import { html, type View } from './html.ts';
import { marked } from './mark.ts';
import { section } from './section.ts';
import { type Column, table } from './table.ts';
import { counted, seconds } from './words.ts';

export const restartsColumns: readonly Column[] = [
  { head: 'Service' },
  { head: 'Restarts' },
  { head: 'pid', number: true },
  { head: 'Start time (OS)', number: true },
  { head: 'Container' },
  { head: 'Seen' },
  { head: 'Its end' },
];

/** A service that is restarted again and again has many processes; all of them are in report.json. */
const rowsAtMost = 200;

/** How it is known that nothing was restarted: every process that there was, by the operating system's own word. */
export function restartsSection(report: Report): View {
  const { services, processes = [] } = report;
  const rest = processes.length - rowsAtMost;
  const restarts = services.reduce((sum, service) => sum + service.restarts, 0);
  return section({
    id: 'restarts',
    title: 'Restarts, and how they are known',
    lead: 'Each process by the operating system’s own word: two that had the same pid one after the other differ in their start time: of a plain process in clock ticks, of a container the engine’s StartedAt.',
    body: html`
      <p>${restarts === 0 ? marked('recovered', `No restart of ${counted(services.length, 'service')} that the story did not script`) : marked('violated', `${counted(restarts, 'restart')} that the story did not script`)}</p>
      ${processes.length === 0 ? html`<p>No process was seen.</p>` : table({ name: 'restarts', caption: 'Every process of every service', columns: restartsColumns, rows: processes.slice(0, rowsAtMost).map((process, index) => row(process, index, report)) })}
      ${rest > 0 ? html`<p>${counted(rest, 'more process is', 'more processes are')} in report.json.</p>` : null}
    `,
  });
}

function row(process: ProcessReport, index: number, { services, processes = [], steps, runtime }: Report): View[] {
  const { service, pid, startTime, container, firstSeenAt, lastSeenAt } = process;
  const first = processes.findIndex((one) => one.service === service) === index;
  const byHand = steps.find(({ path }) => path === 'restart-test')?.from ?? Number.POSITIVE_INFINITY;
  const count = services.find((one) => one.service === service)?.restarts ?? 0;
  return [
    service,
    first ? String(count) : firstSeenAt >= byHand ? 'by hand, after the story' : 'a further process',
    String(pid),
    startTime,
    container ? inContainer(process) : runtime === 'native' ? 'none: a plain process' : 'not told',
    `${seconds(firstSeenAt)} – ${seconds(lastSeenAt)}`,
    end(process),
  ];
}

/** By the engine's word: RestartCount counts what a restart policy did, StartedAt (above) shows every other restart. */
function inContainer({ container, containerRestarts, restartPolicy }: ProcessReport): View {
  const policy = restartPolicy === undefined ? 'not told' : `“${restartPolicy}”`;
  const count = containerRestarts === undefined ? 'not told' : String(containerRestarts);
  return html`<code>${container?.slice(0, 12)}</code>, RestartCount ${containerRestarts ? marked('violated', count) : count}, restart policy ${policy}`;
}

/** Whether anybody meant it to end is what tells a shut-down from a death. */
function end({ end: its }: ProcessReport): View {
  if (!its) return 'was still there';
  const how = its.signal !== null ? its.signal : its.code !== null ? `code ${its.code}` : 'nobody saw how';
  const meant = its.meant === null ? marked('violated', 'nobody meant it to end') : `as meant: ${its.meant}`;
  return html`${seconds(its.at)}, ${how}, ${meant}`;
}

export const restartsStyle = `
.restarts { font-size: .9375rem; }
.restarts thead th:first-child { min-width: 6rem; }
`;
