import type { VNode } from 'preact';
import { html } from '../../../pages/html.ts';
import { Action, type Typed } from '../../../pages/parts/action.ts';
import { energyField, withEnergy } from '../../../pages/parts/energy-field.ts';
import type { ChargePointView } from './view.ts';

/** What a person can do here; what cannot be done now says why. */
export const controls = ({ session, cannotBegin, fault }: ChargePointView): VNode => html`
  <div class="controls">
    <div class="pair">
      <${Action} label="Plug in" post="/plug" tone="main" cannot=${session?.state === 'accepted' ? null : 'No charge is waiting for the plug.'} />
      <${Action} label="Unplug" post="/unplug" cannot=${session?.state === 'supplying' ? null : 'Nothing is being supplied.'} />
    </div>
    <${Action} label="Begin by hand" post="/begin" cannot=${cannotBegin} body=${withEnergyAlone} fields=${energyField()} />
    <${Action} label="Break" post="/break" tone="grave" cannot=${fault === null ? null : 'It is broken already.'} body=${withReason} fields=${reasonField} />
    <${Action} label="Repair" post="/repair" cannot=${fault === null ? 'Nothing is broken.' : null} />
  </div>
`;

const reasonField = html`
  <label class="field"><span>Reason</span><input name="reason" autocomplete="off" maxlength="200" placeholder="none given" /></label>
`;

const withEnergyAlone = (typed: Typed) => withEnergy(typed);
const withReason = ({ reason = '' }: Typed) => (reason.trim() === '' ? {} : { reason: reason.trim() });
