import { noLoss, recoveredWithin } from '../../checks/index.ts';
import { convincing } from '../../model/evidence.ts';
import type { Verdict } from '../../model/verdict.ts';
import type { Report, ServiceReport } from '../../report/model.ts';
import { couldTell } from '../../report/told.ts';
import { html, type View } from './html.ts';
import { verdictMark } from './mark.ts';
import { grouped, seconds } from './words.ts';

/** One figure: what it counts, how it stands, of how many, and the section that has the rest. */
interface Figure {
  readonly what: string;
  readonly value: string;
  readonly of: string;
  readonly verdict: Verdict;
  readonly section: string;
}

/** What a reader looks for first, in one glance; each leads to where it comes from. */
export const glance = (report: Report): View => html`
  <ul class="glance">
    ${figures(report).map(
      ({ what, value, of, verdict, section }) => html`
        <li><a href=${`#${section}`}>
          <span class="what">${verdictMark(verdict)}<span class="unseen">${signs[verdict]}:</span> ${what}</span>
          <span class="value">${value}</span> <span class="of">${of}</span>
        </a></li>`,
    )}
  </ul>
`;

/** For who hears the page. */
const signs: Readonly<Record<Verdict, string>> = {
  recovered: 'good',
  violated: 'bad',
  inconclusive: 'in doubt',
};

function figures({ faults, services, ledger, checks }: Report): Figure[] {
  const proven = faults.filter(({ evidence }) => convincing(evidence)).length;
  const back = services.filter(({ afterMs }) => afterMs !== null);
  const restarts = services.reduce((sum, service) => sum + service.restarts, 0);
  const lost = ledger.filter((row) => row.lost).length;
  const counted = couldTell(checks, noLoss.name);
  const holding = checks.filter(({ verdict }) => verdict === 'recovered').length;
  const violated = checks.some(({ verdict }) => verdict === 'violated');
  return [
    {
      what: 'faults proven',
      value: String(proven),
      of: `of ${faults.length}`,
      verdict: proven === faults.length ? 'recovered' : 'inconclusive',
      section: 'faults',
    },
    {
      what: 'came back alone',
      value: String(back.length),
      of: `of ${services.length} services`,
      verdict: back.length === services.length ? 'recovered' : notBack(services, checks),
      section: 'recovery',
    },
    slowest(services, checks),
    {
      what: 'requests lost',
      value: counted ? grouped(lost) : 'unknown',
      of: `of ${grouped(ledger.length)}`,
      verdict: lost > 0 ? 'violated' : ledger.length === 0 || !counted ? 'inconclusive' : 'recovered',
      section: 'ledger',
    },
    {
      what: 'restarts',
      value: String(restarts),
      of: `of ${services.length} services`,
      verdict: restarts === 0 ? 'recovered' : 'violated',
      section: 'restarts',
    },
    {
      what: 'checks hold',
      value: String(holding),
      of: `of ${checks.length}`,
      verdict: violated ? 'violated' : holding === checks.length && holding > 0 ? 'recovered' : 'inconclusive',
      section: 'checks',
    },
  ];
}

/** Of a service for which no heal was seen, or whose watch was cut short, nobody can say that it did not come back. */
const notBack = (services: readonly ServiceReport[], checks: Report['checks']): Verdict =>
  couldTell(checks, recoveredWithin.name) &&
  services.some(({ afterMs, healedAt }) => afterMs === null && healedAt !== null)
    ? 'violated'
    : 'inconclusive';

function slowest(services: readonly ServiceReport[], checks: Report['checks']): Figure {
  const figure = { what: 'slowest', section: 'recovery' };
  const never = services.find(({ afterMs }) => afterMs === null);
  if (never) {
    const verdict = notBack([never], checks);
    return { ...figure, value: verdict === 'violated' ? 'never' : 'unknown', of: never.service, verdict };
  }
  const last = services.reduce<ServiceReport | undefined>(
    (one, other) => (one && (one.afterMs ?? 0) >= (other.afterMs ?? 0) ? one : other),
    undefined,
  );
  if (!last) return { ...figure, value: '–', of: 'no service', verdict: 'inconclusive' };
  return { ...figure, value: seconds(last.afterMs ?? 0), of: last.service, verdict: 'recovered' };
}

export const glanceStyle = `
.glance { list-style: none; display: grid; grid-template-columns: repeat(6, 1fr); margin: 1rem 0 0; padding: 0; border: 1px solid var(--line); border-radius: .5rem; overflow: hidden; }
.glance a { display: block; height: 100%; padding: .7rem .9rem .75rem; color: inherit; text-decoration: none; box-shadow: -1px -1px 0 var(--line); }
.glance a:focus-visible { outline-offset: -3px; }
.glance a:hover .what { text-decoration: underline; }
.glance .what { display: flex; align-items: center; gap: .4rem; font-size: .8125rem; color: var(--quiet); }
.glance .value { font-size: 1.375rem; line-height: 1.35; font-weight: 650; white-space: nowrap; }
.glance .of { font-size: .8125rem; color: var(--quiet); overflow-wrap: anywhere; }
@media (max-width: 60rem) { .glance { grid-template-columns: repeat(3, 1fr); } }
@media (max-width: 40rem) { .glance { grid-template-columns: 1fr 1fr; } .glance a { padding: .5rem .8rem .55rem; } }
@media print { .glance { break-inside: avoid; } }
`;
