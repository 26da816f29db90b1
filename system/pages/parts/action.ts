import type { VNode } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import { html } from '../html.ts';
import { type Body, send } from './send.ts';

export interface ActionProps {
  /** What the button says. */
  readonly label: string;
  /** What it is done to, for those who hear the button and do not see where it stands. */
  readonly to?: string;
  /** Where it is sent. */
  readonly post: string;
  readonly tone?: 'main' | 'grave' | 'plain';
  /** Why it cannot be done now; null: it can. */
  readonly cannot?: string | null;
  /** What is sent, made of what was typed; a text says what is wrong with that. */
  readonly body?: (typed: Typed) => Body | string;
  /** Sends an id with it, the same until it has succeeded: so asking again after a failure asks once. */
  readonly once?: boolean;
  /** Inputs before the button. */
  readonly fields?: VNode;
}

/** The inputs' values by their names. */
export type Typed = Readonly<Record<string, string>>;

interface FormEvent {
  preventDefault(): void;
  readonly currentTarget: {
    readonly elements: Iterable<{ readonly name: string; readonly value: string }>;
  };
}

const typedIn = ({ currentTarget }: FormEvent): Typed =>
  Object.fromEntries([...currentTarget.elements].filter(({ name }) => name).map(({ name, value }) => [name, value]));

/** A button that has something done, with its inputs, and with what became of it if that is no good. */
export function Action({ label, to, post, tone = 'plain', cannot = null, body, once = false, fields }: ActionProps) {
  const [running, setRunning] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const attempt = useRef({ text: '', id: '' });
  const why = useId();

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (running || cannot !== null) return;
    const made = body ? body(typedIn(event)) : {};
    if (typeof made === 'string') return setWrong(made);
    setRunning(true);
    setWrong(null);
    const problem = await send(post, once ? { id: sameId(attempt.current, made), ...made } : made);
    if (problem === null) attempt.current.text = '';
    setWrong(problem);
    setRunning(false);
  }

  // Not `disabled`, which would take the keyboard's focus away from whoever has just pressed it.
  return html`
    <form class="action" onSubmit=${submit} novalidate aria-busy=${running}>
      ${fields}
      <button type="submit" class=${tone} aria-disabled=${running || cannot !== null}
        aria-label=${to === undefined ? undefined : `${label} ${to}`} aria-describedby=${cannot === null ? undefined : why}>${label}</button>
      ${cannot === null ? null : html`<p class="cannot" id=${why}>${cannot}</p>`}
      <div class="wrong" role="alert">${wrong === null ? null : html`<p>${wrong}</p>`}</div>
    </form>
  `;
}

/** The id of an attempt: a new one only when something else is asked for. */
function sameId(attempt: { text: string; id: string }, made: Body): string {
  const text = JSON.stringify(made);
  if (attempt.text !== text) Object.assign(attempt, { text, id: newId() });
  return attempt.id;
}

/** Not `crypto.randomUUID`, which a browser has only where the connection is secure. */
const newId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
