export type { Telemetry } from './core/telemetry.ts';
export { createServer, type ServerOptions } from './http/create-server.ts';
export { drain } from './http/health.ts';
export { type AppRouter, appRouter } from './router.ts';
