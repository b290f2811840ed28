import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** What goes to a child: an ask, which it answers by its number, or word that it need not answer. */
type ToChild = { ask: number; message: unknown } | { tell: unknown };
/** What comes from a child. */
type FromChild =
  | { ready: unknown }
  | { answer: number; value: unknown }
  | { failure: number; words: string }
  | { note: unknown };

/** A process that was started here. */
export interface Child<Asked, Answered, Note = never> {
  readonly pid: number;
  ask(message: Asked): Promise<Answered>;
  tell(message: unknown): void;
  /** Settles when the process is gone, by whatever way: its code or the signal's name. */
  readonly ended: Promise<string>;
  /** SIGKILL, at once; settles when it is gone. */
  crash(): Promise<void>;
  /** Asks it to end; settles when it is gone. */
  close(): Promise<void>;
  /** Called with each word that it sends by itself. */
  onNote: (note: Note) => void;
}

const START_TIMEOUT_MS = 60_000;
const CLOSE_TIMEOUT_MS = 10_000;

/** Starts one of our modules as a process; settles when it says that it is ready. */
export const startChild = async <Asked, Answered, Ready, Note = never>(
  module: URL,
  config: object,
): Promise<Child<Asked, Answered, Note> & { readonly ready: Ready }> => {
  const child = fork(module, {
    execArgv: ['--conditions=@stockflow/source', '--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit').then(([code, signal]) => String(signal ?? code));
  const waiting = new Map<number, { resolve(value: Answered): void; reject(error: Error): void }>();
  let asked = 0;
  const crash = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  const handle: Child<Asked, Answered, Note> = {
    pid: child.pid ?? 0,
    ended,
    crash,
    onNote: () => {},
    ask: (message) =>
      new Promise((resolve, reject) => {
        asked += 1;
        waiting.set(asked, { resolve, reject });
        send(child, { ask: asked, message });
      }),
    tell: (message) => send(child, { tell: message }),
    close: async () => {
      child.kill('SIGTERM');
      const hard = setTimeout(() => child.kill('SIGKILL'), CLOSE_TIMEOUT_MS);
      await ended;
      clearTimeout(hard);
    },
  };
  const ready = new Promise<Ready>((resolve) => {
    child.on('message', (message) => {
      const from = message as FromChild;
      if ('ready' in from) resolve(from.ready as Ready);
      else if ('note' in from) handle.onNote(from.note as Note);
      else if ('answer' in from) waiting.get(from.answer)?.resolve(from.value as Answered);
      else waiting.get(from.failure)?.reject(new Error(from.words));
    });
  });
  void ended.then((how) => {
    for (const { reject } of waiting.values()) reject(new Error(`a process of the torture ended: ${how}`));
  });
  send(child, { tell: config });
  const timer = setTimeout(() => child.kill('SIGKILL'), START_TIMEOUT_MS);
  const first = await Promise.race([ready, ended.then((how) => ({ how }))]);
  clearTimeout(timer);
  if (typeof first === 'object' && first !== null && 'how' in first)
    throw new Error(`a process of the torture did not start: ${String(first.how)}`);
  return Object.assign(handle, { ready: first as Ready });
};

// One that is just being killed has no channel any more; its end is told by `ended`.
const send = (child: ChildProcess, message: ToChild): void => {
  if (child.connected) child.send(message, () => {});
};

/** In the child: what it was started with. It ends with whoever started it, and by Ctrl-C only through them. */
export const configOf = <T>(): Promise<T> => {
  process.on('SIGINT', () => {});
  process.on('disconnect', () => process.exit(0));
  process.on('SIGTERM', () => process.exit(0));
  return new Promise((resolve) =>
    process.once('message', (message) => resolve((message as { tell: T }).tell)),
  );
};

/** In the child: says that it is ready, answers what it is asked, and hears what it is told. */
export const serveParent = <Asked, Answered>(
  ready: unknown,
  answer: (message: Asked) => Promise<Answered>,
  hear: (message: unknown) => void = () => {},
): void => {
  process.on('message', (message) => {
    const to = message as ToChild;
    if ('tell' in to) return hear(to.tell);
    answer(to.message as Asked).then(
      (value) => process.send?.({ answer: to.ask, value }),
      (error: unknown) => process.send?.({ failure: to.ask, words: String((error as Error).stack ?? error) }),
    );
  });
  process.send?.({ ready });
};

/** In the child: says something unasked. */
export const noteToParent = (note: unknown): void => {
  if (process.connected) process.send?.({ note });
};
