import { type PostgresServer, startPostgres } from '@stockflow/postgres';

interface Cluster {
  /** Connects as the administrator. */
  readonly adminUrl: string;
  /** Says that it is not needed any more: the last one stops what was started here. */
  release(): Promise<void>;
}

let embedded: { users: number; server: Promise<PostgresServer> } | undefined;
/** The end of the one before: its shared memory and folder are gone when the next one starts. */
let stopped: Promise<void> = Promise.resolve();

/** A PostgreSQL to make databases in: the one that `databaseUrl` names, or this process's own. */
export const takeCluster = async (databaseUrl: string | undefined): Promise<Cluster> => {
  if (databaseUrl !== undefined) {
    const { adminUrl } = await startPostgres({ databaseUrl });
    return { adminUrl, release: async () => undefined };
  }
  embedded ??= { users: 0, server: stopped.then(() => startPostgres({ ephemeral: true })) };
  const own = embedded;
  own.users += 1;
  const release = async () => {
    own.users -= 1;
    if (own.users > 0) return;
    if (embedded === own) embedded = undefined;
    stopped = own.server.then(
      (server) => server.stop(),
      () => undefined,
    );
    await stopped;
  };
  try {
    return { adminUrl: (await own.server).adminUrl, release };
  } catch (error) {
    await release();
    throw error;
  }
};
