import { z } from 'zod';
import type { Connection } from '../../model/environment.ts';
import { followLog } from './follow-log.ts';

const acceptedSchema = z.object({ name: z.string(), client: z.string() });

/** The connections that a Toxiproxy server accepted, by its own log; each call gives those since the one before. */
export function followAccepted(logFile: string): () => readonly Connection[] {
  const lines = followLog(logFile);
  return () => lines().flatMap(connectionOf);
}

function connectionOf(line: string): Connection[] {
  // Nearly all lines are about something else, and reading them whole would cost the harness more than all its probes.
  if (!line.includes('"Accepted client"')) return [];
  const { name, client } = acceptedSchema.parse(JSON.parse(line));
  return [{ route: name, port: Number(client.slice(client.lastIndexOf(':') + 1)) }];
}
