import { defineConfig, seconds } from './harness/index.ts';
import { busiest } from './scenarios/ev-charging/busiest.ts';
import { alwaysExpected } from './scenarios/ev-charging/expected.ts';
import { evCharging } from './scenarios/ev-charging/index.ts';
import { otherwise } from './scenarios/ev-charging/otherwise.ts';
import { chargingSessions } from './scenarios/ev-charging/workload.ts';

/** What norestart tests in this repository: the EV charging system. */
export default defineConfig({
  system: evCharging,
  load: chargingSessions(),
  expect: alwaysExpected,
  within: { ways: seconds(3), starts: seconds(5) },
  busiest,
  otherwise,
  scenarios: 'scenarios/ev-charging/stories',
  files: ['scenarios/ev-charging/**/*.ts'],
});
