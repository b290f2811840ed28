import { AsyncLocalStorage } from 'node:async_hooks';

/** On whose behalf the database is asked: what leads from a statement there back to a request here. */
export interface Caller {
  readonly requestId: string;
  /** The procedure, such as `products.get`, or a word for what is done. */
  readonly action: string;
  /** W3C trace context, when the request has one. */
  readonly traceparent?: string | undefined;
  /** Requests whose work goes together, the first among them; left out where there is one. */
  readonly requestIds?: readonly string[] | undefined;
}

const callers = new AsyncLocalStorage<Caller>();

/**
 * Whatever `work` asks of the database is marked with the caller: its transactions carry the request's id in
 * `application_name`, and with procedure and trace in a comment of their BEGIN (docs/decisions/0012).
 */
export const onBehalfOf = <T>(caller: Caller, work: () => T): T => callers.run(caller, work);

/** Whose work this is, where it is somebody's. */
export const currentCaller = (): Caller | undefined => callers.getStore();

/** Callers whose work goes together, in the name of the first. */
export const together = (callers: readonly Caller[], action: string): Caller => {
  const [first] = callers;
  const requestIds = callers.map(({ requestId }) => requestId);
  return {
    requestId: '',
    ...first,
    action: callers.length > 1 ? action : (first?.action ?? action),
    requestIds,
  };
};

/** Bytes of a name in PostgreSQL; it would cut the rest off itself, with a notice each time. */
const NAME_MAX = 63;
/** Ids of a gathered transaction that its comment names. */
const IDS_MAX = 20;

// They go into SQL text: whatever has another form than these is left out. A request id that the server made or
// accepted always fits.
const ID = /^[\w-]{1,64}$/;
const ACTION = /^[\w. -]{1,80}$/;
const TRACE = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The comment of a BEGIN in the form of sqlcommenter, and the statement that names the connection; empty for nobody. */
export const markOf = (caller: Caller | undefined): { comment: string; naming: string } => {
  if (!caller || !ID.test(caller.requestId)) return { comment: '', naming: '' };
  const { requestId, action, traceparent, requestIds = [] } = caller;
  const ids = requestIds.filter((id) => ID.test(id)).slice(0, IDS_MAX);
  const facts = [
    ...(ACTION.test(action) ? [`action='${action.replaceAll(' ', '%20')}'`] : []),
    `request_id='${ids.length > 1 ? ids.join('%2C') : requestId}'`,
    ...(traceparent !== undefined && TRACE.test(traceparent) ? [`traceparent='${traceparent}'`] : []),
  ];
  const others = requestIds.length > 1 ? ` +${requestIds.length - 1}` : '';
  const name = `stockflow ${requestId}`.slice(0, NAME_MAX - others.length) + others;
  return { comment: ` /*${facts.join(',')}*/`, naming: `set local application_name = '${name}'; ` };
};
