import { type KilledMutant, killMatrix } from '../../report/kill-matrix.ts';
import type { Report } from '../../report/model.ts';
import { html, type View } from './html.ts';
import { section } from './section.ts';
import { type Column, table } from './table.ts';
import { counted } from './words.ts';

export const trustColumns: readonly Column[] = [
  { head: 'Mutant' },
  { head: 'What is wrong with it' },
  { head: 'Killed by' },
];

/** A check that cannot fail proves nothing: which systems and histories, broken on purpose, these checks have caught. */
export const trustSection = ({ checks }: Report): View => {
  const names = new Set(checks.map(({ name }) => name));
  const caught = killMatrix.filter(({ verdict }) => verdict !== 'recovered').length;
  return section({
    id: 'trust',
    title: 'How far these checks can be trusted',
    lead: `They were let loose on ${counted(killMatrix.length, 'mutant')}, each a system or a history that was broken on purpose, and called ${caught === killMatrix.length ? 'none' : killMatrix.length - caught} of them recovered.`,
    body: html`
      <details>
        <summary>The mutants, and which checks of this run killed them</summary>
        ${table({ name: 'mutants', caption: 'Mutants and the checks that killed them', columns: trustColumns, rows: killMatrix.map((mutant) => row(mutant, names)) })}
      </details>
    `,
  });
};

const row = ({ name, what, by }: KilledMutant, names: ReadonlySet<string>): View[] => {
  const here = Object.entries(by).filter(([check]) => names.has(check));
  const others = Object.keys(by).length - here.length;
  const words = here.map(([check, verdict]) => (verdict === 'violated' ? check : `${check} (cannot tell)`));
  return [
    name,
    what,
    [...words, ...(others > 0 ? [`${counted(others, 'check')} that this run did not ask`] : [])].join(', '),
  ];
};
