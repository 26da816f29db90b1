import type { Report } from '../../report/model.ts';
import { proven } from '../../report/proven.ts';
import { html, type View } from './html.ts';
import { section } from './section.ts';
import { type Column, table } from './table.ts';
import { counted } from './words.ts';

export const trustColumns: readonly Column[] = [{ head: 'Check' }, { head: 'Mutants that it did not let pass' }];

/** A check that cannot fail proves nothing: how many systems and histories, broken on purpose, these checks have caught. */
export const trustSection = ({ checks }: Report): View => {
  const { mutants, recovered, killedBy } = proven;
  const rows = checks.flatMap(({ name }) =>
    Object.hasOwn(killedBy, name) ? [[name, String(killedBy[name])] as View[]] : [],
  );
  return section({
    id: 'trust',
    title: 'How far these checks can be trusted',
    lead: `The harness's own were let loose on ${counted(mutants, 'mutant')}, each a system or a history that was broken on purpose, and called ${recovered === 0 ? 'none' : recovered} of them recovered.`,
    body: html`
      <details>
        <summary>How many of them each check of this run did not let pass</summary>
        ${table({ name: 'mutants', caption: 'Mutants that each check did not let pass', columns: trustColumns, rows })}
      </details>
    `,
  });
};
