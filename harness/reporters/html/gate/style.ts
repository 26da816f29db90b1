import { markStyle } from '../mark.ts';
import { sectionStyle } from '../section.ts';
import { stacked, tableStyle } from '../table.ts';
import { theme } from '../theme.ts';
import { verdictStyle } from '../verdict.ts';
import { findingsStyle } from './findings.ts';
import { recoveryColumns } from './recovery.ts';
import { runsColumns, runsStyle } from './runs.ts';

const ownStyle = `
header h1 { margin: 0 0 1rem; }
header .story { margin: 1.25rem 0 0; }
header .facts { margin-top: 1.5rem; }
.never { color: var(--bad); }
`;

/** The look of a run's report, for a page about many. */
export const style = [
  theme,
  sectionStyle,
  markStyle,
  verdictStyle,
  tableStyle,
  findingsStyle,
  stacked('runs', runsColumns),
  runsStyle,
  stacked('recoveries', recoveryColumns),
  ownStyle,
].join('');
