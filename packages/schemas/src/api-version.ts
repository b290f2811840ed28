/**
 * The API that this contract describes, named by its day. It changes when something is taken away or comes to mean something
 * else; what is only added does not change it.
 */
export const API_VERSION = '2026-11-23';

/** What a server of this contract speaks, the newest first. A caller says which in `Stockflow-Version`, or takes the newest. */
export const API_VERSIONS: readonly string[] = [API_VERSION];
