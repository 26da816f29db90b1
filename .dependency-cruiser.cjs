/**
 * Arrows point one way: scenarios → harness/index → model; the system stands alone; Kafka, Toxiproxy and Docker each
 * have one folder that imports their client. tests/architecture.test.ts breaks each rule once and sees it noticed.
 */
const tests = '\\.test\\.ts$|^tests/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'system-stands-alone',
      comment: 'The system under test knows nothing of what tests it.',
      severity: 'error',
      from: { path: '^system/', pathNot: tests },
      to: { path: '^(harness|scenarios|deploy|tests)/' },
    },
    {
      name: 'system-is-tested-alone',
      comment: 'Its tests need nothing of what tests it but their own help.',
      severity: 'error',
      from: { path: '^(system|tests/support/system)/' },
      to: { path: '^(harness|scenarios|deploy)/|^tests/(?!support/system/)' },
    },
    {
      name: 'harness-knows-no-system',
      comment: 'A harness that knows its system cannot test another one.',
      severity: 'error',
      from: { path: '^harness/', pathNot: tests },
      to: { path: '^(system|scenarios|deploy|tests)/' },
    },
    {
      name: 'harness-is-tested-without-a-system',
      comment: 'What needs a system to be tested stands in tests/: beside the code there is at most help for tests.',
      severity: 'error',
      from: { path: '^harness/.*\\.test\\.ts$' },
      to: { path: '^(system|scenarios)/|^tests/(?!support/)|^tests/support/system/' },
    },
    {
      name: 'scenarios-speak-the-public-words',
      comment: 'A story is told in the words of harness/index.ts.',
      severity: 'error',
      from: { path: '^scenarios/', pathNot: tests },
      to: { path: '^harness/', pathNot: '^harness/index\\.ts$' },
    },
    {
      name: 'scenarios-know-the-contract-alone',
      comment: 'Of the system a scenario may import only what its services say to each other.',
      severity: 'error',
      from: { path: '^scenarios/' },
      to: { path: '^system/', pathNot: '^system/contract/' },
    },
    {
      name: 'core-does-no-io',
      comment: 'The nouns are pure: what they say can be judged a year later.',
      severity: 'error',
      from: { path: '^harness/model/', pathNot: tests },
      to: { path: '^harness/(?!model/)|^node:|^(fs|net|http|child_process)$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'kafkajs-has-one-home',
      comment: 'The system uses the Kafka client that is under test; who observes it must not share its weaknesses.',
      severity: 'error',
      from: { pathNot: `^system/messaging/|${tests}` },
      to: { path: 'node_modules/kafkajs' },
    },
    {
      name: 'toxiproxy-has-one-home',
      comment: 'One folder imports the Toxiproxy client.',
      severity: 'error',
      from: { pathNot: '^harness/proxy/' },
      to: { path: 'node_modules/toxiproxy-node-client' },
    },
    {
      name: 'docker-has-one-home',
      comment: 'One folder imports the clients of a Docker engine.',
      severity: 'error',
      from: { pathNot: '^harness/runtimes/docker/' },
      to: { path: 'node_modules/(@types/)?(testcontainers|dockerode)' },
    },
    {
      name: 'runtimes-stand-side-by-side',
      comment: 'What two runtimes do alike is in shared/ and machine/: neither leans on another one.',
      severity: 'error',
      from: { path: '^harness/runtimes/([^/]+)/', pathNot: tests },
      to: { path: '^harness/runtimes/(native|docker)/', pathNot: '^harness/runtimes/$1/' },
    },
    {
      name: 'faults-are-pure',
      comment: 'A fault is handed what it may do to the world: it opens no socket and no file itself.',
      severity: 'error',
      from: { path: '^harness/faults/', pathNot: tests },
      to: {
        path: '^node:|^(fs|net|http|child_process)$|^harness/(?!(faults|model|analysis)/)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'judging-touches-nothing',
      comment: 'A verdict is a pure function of the history: nothing that is reached from there can do anything else.',
      severity: 'error',
      from: { path: '^harness/(checks/|analysis/|report/build\\.ts$)', pathNot: tests },
      to: {
        path: '^(node:)?(fs|net|http|child_process|sqlite|timers|crypto|os|path|util|url)\\b|^harness/(kafka|proxy|runtimes|probes|store|engine|reporters|suite|config|cli)/',
        reachable: true,
      },
    },
    {
      name: 'nobody-imports-the-command-line',
      comment: 'The command line stands on everything, and nothing on it.',
      severity: 'error',
      from: { path: '^harness/(?!cli/)', pathNot: tests },
      to: { path: '^harness/cli/' },
    },
    {
      name: 'the-engine-shows-nothing',
      comment: 'One run ends with its history: who judges it and who shows it is wired from outside.',
      severity: 'error',
      from: { path: '^harness/(engine|probes|kafka|proxy|runtimes|store|report|checks)/', pathNot: tests },
      to: { path: '^harness/(reporters|suite|config)/' },
    },
    {
      name: 'the-suite-knows-no-reporter',
      comment: 'Several runs have results; how they look is for reporters, which read them.',
      severity: 'error',
      from: { path: '^harness/(suite|engine)/', pathNot: tests },
      to: { path: '^harness/reporters/' },
    },
    {
      name: 'no-circles',
      comment: 'Data flows one way.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'nothing-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'node_modules/(?!kafkajs|toxiproxy-node-client|testcontainers|dockerode)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
