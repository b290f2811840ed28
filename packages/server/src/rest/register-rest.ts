import type { AnyTRPCRouter } from '@trpc/server';
import { getProcedureAtPath } from '@trpc/server/unstable-core-do-not-import';
import type { FastifyInstance, HTTPMethods } from 'fastify';
import type { z } from 'zod';
import type { ContextFactory } from '../http/request-context.ts';
import { sendRefusal } from '../http/send-refusal.ts';
import { appRouter } from '../router.ts';
import { answer, type Operation } from './answer.ts';
import { fieldsOf } from './fields.ts';
import type { Route } from './route.ts';
import { ROUTES } from './routes.ts';
import { answerStream } from './stream.ts';

/** Every procedure over REST, at its place in the table, through the same doors as tRPC. */
export const registerRest = async (server: FastifyInstance, createContext: ContextFactory): Promise<void> => {
  const operations = await operationsOf(appRouter, ROUTES);
  for (const operation of operations) {
    const isStream = operation.procedure._def.type === 'subscription';
    const handle = isStream ? answerStream : answer;
    server.route({
      method: operation.route.method,
      url: fastifyPath(operation.route.path),
      // Somebody who asks for the head of a stream would begin to follow it.
      exposeHeadRoute: operation.route.method === 'GET' && !isStream,
      handler: (request, reply) =>
        handle({ operation, request, reply, context: createContext(request, reply) }),
    });
  }
  registerOtherMethods(server, operations);
};

/** The operations of a table; throws when a row names no procedure. */
export const operationsOf = (
  router: AnyTRPCRouter,
  routes: Readonly<Record<string, Route>>,
): Promise<Operation[]> =>
  Promise.all(
    Object.entries(routes).map(async ([name, route]) => {
      const procedure = await getProcedureAtPath(router, name);
      const [input] = (procedure?._def as { inputs?: z.ZodType[] } | undefined)?.inputs ?? [];
      if (!procedure || !input)
        throw new Error(`rest/routes.ts has a row for ${name}, which is no procedure`);
      return { name, route, fields: fieldsOf(route, input), procedure };
    }),
  );

const fastifyPath = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1');

const METHODS: HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** At each path, for every verb that it does not have: 405 with those that it has; for OPTIONS the list alone. */
const registerOtherMethods = (server: FastifyInstance, operations: Operation[]): void => {
  const methodsAt = new Map<string, Set<string>>();
  for (const { route, procedure } of operations) {
    const methods = methodsAt.get(route.path) ?? new Set();
    methods.add(route.method);
    if (route.method === 'GET' && procedure._def.type !== 'subscription') methods.add('HEAD');
    methodsAt.set(route.path, methods);
  }
  for (const [path, methods] of methodsAt) {
    const allow = [...METHODS.filter((method) => methods.has(method as string)), 'OPTIONS'].join(', ');
    const url = fastifyPath(path);
    server.route({
      method: METHODS.filter((method) => !methods.has(method as string)),
      url,
      exposeHeadRoute: false,
      handler: (request, reply) => {
        reply.header('allow', allow);
        sendRefusal(reply, 'METHOD_NOT_ALLOWED', request.id, {
          message: `At this address there is ${allow}.`,
        });
      },
    });
    server.route({
      method: 'OPTIONS',
      url,
      handler: (_request, reply) => reply.status(204).header('allow', allow).send(),
    });
  }
};
