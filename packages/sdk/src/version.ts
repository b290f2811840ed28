/** Set while the package is built. */
declare const __SDK_VERSION__: string | undefined;

/** The version of this package; "source" where it runs from its sources. */
export const SDK_VERSION = typeof __SDK_VERSION__ === 'string' ? __SDK_VERSION__ : 'source';

/** The API that this SDK speaks; a server that does not speak it says so. A test holds it to the contract's. */
export const API_VERSION = '2026-11-23';

/** What names a runtime: Node's `process`, `Deno`, `Bun`, or an edge's `navigator.userAgent`. */
export interface RuntimeSigns {
  process?: { versions?: Record<string, string | undefined> };
  Deno?: { version?: { deno?: string } };
  navigator?: { userAgent?: string };
}

/** Who calls, as servers' logs know it: `stockflow-sdk/1.2.3 node/20.20.2`. */
export const agentOf = ({ process, Deno, navigator }: RuntimeSigns): string => {
  const { bun, node } = process?.versions ?? {};
  const runtime =
    (bun && `bun/${bun}`) ||
    (Deno?.version?.deno && `deno/${Deno.version.deno}`) ||
    (node && `node/${node}`) ||
    navigator?.userAgent;
  return `stockflow-sdk/${SDK_VERSION}${runtime ? ` ${runtime}` : ''}`
    .replace(/[^\x20-\x7e]/g, '')
    .slice(0, 200);
};
