import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** A process of its own that answers messages: what is measured shares no event loop with who measures. */
export interface Child<Asked, Answered> {
  ask(message: Asked): Promise<Answered>;
  close(): Promise<void>;
}

/** Starts a module of the bench as a process; it says `ready` once, and then answers each message with one. */
export const startChild = async <Asked extends object, Answered>(
  module: URL,
  config: object,
): Promise<Child<Asked, Answered> & { readonly ready: Answered }> => {
  const child = fork(module, {
    execArgv: ['--conditions=@stockflow/source', '--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  child.send(config); // as a message: ten thousand ids are too long for an environment
  const ready = await nextMessage<Answered>(child);
  return {
    ready,
    ask: (message) => {
      const answer = nextMessage<Answered>(child);
      child.send(message);
      return answer;
    },
    close: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
};

const nextMessage = <T>(child: ChildProcess): Promise<T> =>
  new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`a bench process ended with ${code}`));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      const { failure } = message as { failure?: string };
      if (failure === undefined) resolve(message as T);
      else reject(new Error(failure));
    });
  });

/** In the child: what it was started with. */
export const configOf = <T>(): Promise<T> =>
  new Promise((resolve) => process.once('message', (config) => resolve(config as T)));

/** In the child: says that it is ready, and answers messages one after the other. */
export const answerMessages = <Asked, Answered extends object>(
  ready: object,
  answer: (message: Asked) => Promise<Answered>,
): void => {
  process.on('message', (message) => {
    answer(message as Asked).then(
      (answered) => process.send?.(answered),
      (error: unknown) => process.send?.({ failure: String((error as Error).stack ?? error) }),
    );
  });
  process.on('disconnect', () => process.exit(0));
  process.send?.(ready);
};
