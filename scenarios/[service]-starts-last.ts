import { during, expectRecovery, seconds, service, startBroker, startServices, story, wait } from '../harness/index.ts';

export default story({
  title: ({ service: name }) => `${name} is the last to start`,
  story: ({ service: name }) =>
    `Everything else is there for some seconds before ${name}; what is asked for then goes all the way.`,
  tags: ['start-up'],
  steps: ({ meanwhile, service: name, within }) => [
    startBroker(),
    during(service.delayedStart(name), [startServices({ except: [name] }), ...meanwhile(wait(seconds(3)))]),
    expectRecovery({ within }),
  ],
});
