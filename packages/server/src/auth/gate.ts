/** Lets so many through at once; others wait in line, and a full line turns away. */
export interface Gate {
  /** Runs `work` in its turn; throws what `full` makes when the line is full. */
  pass<T>(work: () => Promise<T>, full: () => Error): Promise<T>;
}

/** Makes a gate. First come, first served. */
export const createGate = ({ atOnce, waitingMax }: { atOnce: number; waitingMax: number }): Gate => {
  let inside = 0;
  const line: (() => void)[] = [];
  return {
    async pass(work, full) {
      if (inside >= atOnce) {
        if (line.length >= waitingMax) throw full();
        // Whoever leaves hands over their place: `inside` does not change, so nobody slips in between.
        await new Promise<void>((resolve) => line.push(resolve));
      } else {
        inside += 1;
      }
      try {
        return await work();
      } finally {
        const next = line.shift();
        if (next) next();
        else inside -= 1;
      }
    },
  };
};
