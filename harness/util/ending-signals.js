/**
 * The signals that end norestart in good order: healed, stopped and reported. They are those that would otherwise kill it
 * where it stands and leave what it started: a person's (INT, QUIT), a closed terminal's (HUP), a machine's that wants to
 * end it (TERM), of `ulimit -t` (XCPU, a second or more before it kills), and those that `timeout -s` or another program
 * may send instead (ALRM, USR2). USR1 is Node's own and ends nothing; PIPE and XFSZ come as errors of what was written.
 * Plain JavaScript, since an old Node reads it, too.
 */
export const endingSignals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGXCPU', 'SIGALRM', 'SIGUSR2'];
