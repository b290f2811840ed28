import type { PrismaClient } from '../generated/client.ts';
import type { CompanyPrisma } from './types.ts';

/** Counts an operation as under way until it settles; throws when the transaction has ended. */
type Track = <T>(start: () => PromiseLike<T>) => Promise<T>;

/**
 * The connection's PrismaClient, lent to one transaction. The client serves the next company as soon as this
 * transaction ends, so each operation passes through `track`: none starts after the end, and the end waits for those
 * under way. (AsyncLocalStorage in the adapter would do too, but taxes every promise of the process on Node 20.)
 */
export function guardedPrisma(client: PrismaClient, track: Track): CompanyPrisma {
  const guardObject = <T extends object>(object: T): T =>
    new Proxy(object, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key);
        if (typeof key === 'symbol') return value;
        if (typeof value === 'function') {
          return (...args: unknown[]) => guardResult(Reflect.apply(value, target, args) as unknown, track);
        }
        return typeof value === 'object' && value !== null ? guardObject(value) : value;
      },
    });
  return guardObject(client) as unknown as CompanyPrisma;
}

/** A PrismaPromise starts when it is awaited, so that is where it is counted. Its fluent methods stay usable. */
function guardResult(result: unknown, track: Track): unknown {
  if (typeof result !== 'object' || result === null || !('then' in result)) return result;
  const promise = result as PromiseLike<unknown>;
  let started: Promise<unknown> | undefined;
  const start = () => {
    started ??= track(() => promise.then((value) => value));
    return started;
  };
  return new Proxy(promise, {
    get(target, key) {
      if (key === 'then' || key === 'catch' || key === 'finally') {
        return (...args: unknown[]) =>
          Reflect.apply(Reflect.get(start(), key) as () => unknown, start(), args);
      }
      const value: unknown = Reflect.get(target, key);
      if (typeof value !== 'function' || typeof key === 'symbol') return value;
      return (...args: unknown[]) => guardResult(Reflect.apply(value, target, args) as unknown, track);
    },
  });
}
