import { z } from 'zod';
import type { Control } from '../../model/control.ts';
import type { BrokerName } from '../../model/environment.ts';
import type { Observation } from '../../model/evidence.ts';
import { Failure } from '../../model/failure.ts';
import { type FaultWindow, faultType } from '../../model/fault.ts';
import type { History, Placed } from '../../model/history.ts';
import { kafkaServices, routesMet, routesOpen } from '../evidence.ts';

const brokerUnresolved = 'broker.dnsMissing';

/** Begins what is written of each look-up. */
const asking = 'looked up from the network of the services, ';

/**
 * Nobody knows the name of Kafka, as long as its container is not in the network of the services. Kafka itself may be
 * there. Healing gives it its name.
 */
export const dnsMissing = faultType({
  name: brokerUnresolved,
  options: z.strictObject({}),
  brokers: 'one',
  title: () => 'the name of Kafka leads nowhere',
  needs: ['removable-name'],
  inject: async (control) => {
    const name = nameIn(control);
    await name.hide();
    await record(control, name);
    return async (signal) => {
      if (!signal.aborted) await record(control, name);
      await name.show();
      if (!signal.aborted) await record(control, name);
    };
  },
  evidence: (history, window) => {
    // One when it had come, one when the heal began, one after it.
    const [first, last, after] = history
      .of('log-line')
      .filter(({ text, at }) => text.startsWith(asking) && at >= window.injectAt && at <= window.to);
    return [
      ledNowhere(first),
      ledNowhere(last),
      nobodyCame(history, window),
      // Only the name was missing: by the address of its proxies Kafka could be reached all the time.
      ...routesMet(history, window, ['answers']),
      leads(after),
      ...routesOpen(history, window),
    ];
  },
});

function nameIn({ environment }: Control): BrokerName {
  if (environment.name) return environment.name;
  throw new Failure('usage', {
    attempted: `take away the name of Kafka (${brokerUnresolved})`,
    happened: 'services know it by an address here',
    remedy: 'Run it with --runtime docker.',
  });
}

async function record({ environment, recorder }: Control, name: BrokerName): Promise<void> {
  const found = await name.lookUp();
  const text = `${asking}${name.host} ${found === undefined ? 'leads nowhere' : `leads to ${found}`}`;
  recorder.record({ kind: 'log-line', subject: environment.broker.name, text });
}

const ledNowhere = (look: Placed<'log-line'> | undefined): Observation => ({
  sentence: look?.text ?? 'nobody looked whether the name led anywhere',
  holds: look?.text.endsWith('leads nowhere') === true,
  lines: look ? [look.line] : [],
});

const leads = (look: Placed<'log-line'> | undefined): Observation => ({
  sentence: look ? `after the heal, ${look.text}` : 'nobody looked up the name after the heal',
  holds: look?.text.includes(' leads to ') === true,
  lines: look ? [look.line] : [],
});

/** The proxies themselves saw no service come. */
function nobodyCame(history: History, { from, healFrom }: FaultWindow): Observation {
  const routes = new Set(kafkaServices(history));
  const within = history
    .of('connections')
    .filter((fact) => routes.has(fact.route) && fact.from >= from && fact.to <= healFrom);
  const count = within.reduce((sum, fact) => sum + fact.count, 0);
  return {
    sentence: `meanwhile the proxies of Kafka took ${count} connections of services`,
    holds: within.length > 0 && count === 0,
    lines: within.map(({ line }) => line),
  };
}
