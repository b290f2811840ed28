import type { FastifyReply } from 'fastify';
import type { Deprecation } from '../core/deprecation.ts';

/** A call of a request: its name, and what its door says of itself. */
export interface AskedDoor {
  path: string;
  deprecated: Deprecation | undefined;
}

/**
 * Sets `Deprecation` (RFC 9745), `Sunset` (RFC 8594) and a link for the deprecated doors of a request. A batch has one set of
 * headers: it tells the earliest days, and names the doors that are meant in `Stockflow-Deprecated`.
 */
export const tellDeprecations = (reply: FastifyReply, doors: readonly AskedDoor[]): void => {
  const told = doors.flatMap(({ path, deprecated }) => (deprecated ? [{ path, ...deprecated }] : []));
  if (told.length === 0) return;
  const since = Math.min(...told.map((door) => Date.parse(door.since)));
  reply.header('deprecation', `@${since / 1000}`);
  reply.header('stockflow-deprecated', [...new Set(told.map(({ path }) => path))].join(', '));
  const sunsets = told.flatMap(({ sunset }) => (sunset === undefined ? [] : [Date.parse(sunset)]));
  if (sunsets.length > 0) reply.header('sunset', new Date(Math.min(...sunsets)).toUTCString());
  const links = [...new Set(told.flatMap(({ link }) => link ?? []))];
  if (links.length > 0)
    reply.header('link', links.map((link) => `<${link}>; rel="deprecation"; type="text/html"`).join(', '));
};
