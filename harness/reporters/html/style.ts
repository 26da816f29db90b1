import { checksStyle } from './checks.ts';
import { circumstancesStyle } from './circumstances.ts';
import { earlierColumns, earlierStyle } from './earlier.ts';
import { faultsStyle } from './faults.ts';
import { glanceStyle } from './glance.ts';
import { ledgerColumns, ledgerStyle } from './ledger.ts';
import { logsStyle } from './logs.ts';
import { markStyle } from './mark.ts';
import { recoveryColumns, recoveryStyle, stageColumns } from './recovery.ts';
import { restartsColumns, restartsStyle } from './restarts.ts';
import { sectionStyle } from './section.ts';
import { stageStyle } from './stage-bar.ts';
import { storyColumns, storyStyle } from './story.ts';
import { stacked, tableStyle } from './table.ts';
import { theme } from './theme.ts';
import { timelineColumns, timelineStyle } from './timeline/style.ts';
import { trustColumns } from './trust.ts';
import { verdictStyle } from './verdict.ts';

/** Each part's style stands beside the part; here they become one. */
export const style = [
  theme,
  sectionStyle,
  markStyle,
  verdictStyle,
  glanceStyle,
  tableStyle,
  faultsStyle,
  recoveryStyle,
  stageStyle,
  stacked('recovery', recoveryColumns),
  stacked('stages', stageColumns),
  timelineStyle,
  stacked('stretches', timelineColumns),
  ledgerStyle,
  stacked('ledger', ledgerColumns),
  restartsStyle,
  stacked('restarts', restartsColumns),
  checksStyle,
  stacked('mutants', trustColumns),
  logsStyle,
  earlierStyle,
  stacked('earlier', earlierColumns),
  storyStyle,
  stacked('steps', storyColumns),
  circumstancesStyle,
].join('');
