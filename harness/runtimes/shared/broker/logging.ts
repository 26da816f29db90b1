import { fileURLToPath } from 'node:url';

/** What a broker says, in either runtime, to its standard output: a configuration for log4j 2. */
export const loggingFile = fileURLToPath(new URL('log4j2.properties', import.meta.url));
