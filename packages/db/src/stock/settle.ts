/**
 * Awaits statements that were sent together, to the end, then throws the first failure: what follows a failed one
 * fails with it ("current transaction is aborted"), and the first tells why. Promise.all would throw while the others
 * are still under way, and neither a savepoint nor a transaction should end like that.
 * @example const [products, levels] = await settle([readProducts(tx), lockLevels(tx)])
 */
export const settle = async <T extends readonly unknown[]>(
  sent: { [K in keyof T]: Promise<T[K]> },
): Promise<T> => {
  const outcomes = await Promise.allSettled(sent);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  return outcomes.map((outcome) => (outcome as PromiseFulfilledResult<unknown>).value) as unknown as T;
};
