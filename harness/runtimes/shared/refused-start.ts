import { Failure } from '../../model/failure.ts';

/** Why a service is not started a second time, or after the end: both are defects of the harness. */
export const cannotStart = (service: string, happened: string): Failure =>
  new Failure('defect', {
    attempted: `Starting the service ${service}`,
    happened,
    remedy: 'Start a service once, before the end of the run; stop or kill it before the next start.',
  });

/** The same of a broker, whose storage cannot be emptied either while it runs. */
export const alreadyRunning = (attempted: string): Failure =>
  new Failure('defect', {
    attempted,
    happened: 'it is running or starting already',
    remedy: 'Stop or kill the running one first.',
  });
