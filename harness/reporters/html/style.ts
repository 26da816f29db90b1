import { createHash } from 'node:crypto';
import { checksStyle } from './checks.ts';
import { circumstancesStyle } from './circumstances.ts';
import { faultsStyle } from './faults.ts';
import { ledgerColumns, ledgerStyle } from './ledger.ts';
import { markStyle } from './mark.ts';
import { recoveryColumns, recoveryStyle } from './recovery.ts';
import { sectionStyle } from './section.ts';
import { storyColumns, storyStyle } from './story.ts';
import { stacked, tableStyle } from './table.ts';
import { theme } from './theme.ts';
import { timelineColumns, timelineStyle } from './timeline/style.ts';
import { verdictStyle } from './verdict.ts';

/** Each part's style stands beside the part; here they become one. */
export const style = [
  theme,
  sectionStyle,
  markStyle,
  verdictStyle,
  tableStyle,
  faultsStyle,
  recoveryStyle,
  stacked('recovery', recoveryColumns),
  timelineStyle,
  stacked('stretches', timelineColumns),
  ledgerStyle,
  stacked('ledger', ledgerColumns),
  checksStyle,
  storyStyle,
  stacked('steps', storyColumns),
  circumstancesStyle,
].join('');

/** Nothing may be fetched or run; this one style is allowed by what it is, not by where it stands. */
export const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'`;
