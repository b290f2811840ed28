import { exampleFor, type Server, type World } from './companies.ts';
import { filledIn, type RecordedCall, type RecordedRefusal, type RecordedRequest } from './recording.ts';

export interface Replayed {
  status: number;
  body: unknown;
}

const isBatch = (request: RecordedRequest): boolean => /[?&]batch=1/.test(request.address);

/** Sends a recorded request as it was, but as somebody of today's company. */
const send = async (
  { method, address, headers, input }: RecordedRequest,
  { url, token }: { url: string; token: string | null },
): Promise<Response> => {
  const target = new URL(address, url);
  if (method === 'GET' && input !== null) target.searchParams.set('input', JSON.stringify(input));
  return fetch(target, {
    method,
    headers: { ...headers, ...(token !== null && { authorization: `Bearer ${token}` }) },
    ...(method !== 'GET' && input !== null && { body: JSON.stringify(input) }),
  });
};

/** The first message of a stream that says more than that it is there. */
const firstMessage = async (response: Response): Promise<unknown> => {
  let text = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const complete = text.split('\n\n').slice(0, -1);
    const message = complete.find((one) => /^data: ?\{/m.test(one) && !/^event:/m.test(one));
    if (message) return JSON.parse(/^data: ?(.*)$/m.exec(message)![1]!);
  }
  throw new Error(`a stream ended before it said anything: ${text}`);
};

/** Replays a call in a company; `body` is what the procedure answered, or the whole of a refusal. */
export const replayCall = async (call: RecordedCall, world: World, server: Server): Promise<Replayed> => {
  const example = await exampleFor(call.procedure, world, server);
  const given = isBatch(call.request) ? { 0: example } : example;
  const request = { ...call.request, input: filledIn(call.request.input, given) };
  const response = await send(request, { url: server.url, token: world.owner.token });
  const { status } = response;
  if (response.headers.get('content-type')?.startsWith('text/event-stream'))
    return { status, body: await firstMessage(response) };
  const whole = (await response.json()) as unknown;
  const [one] = [whole].flat() as { result?: { data: unknown } }[];
  return { status, body: one?.result ? one.result.data : whole };
};

/** Replays a refusal; what is the company's own comes from how today's SDK asks for the same. */
export const replayRefusal = async (
  refusal: RecordedRefusal,
  today: RecordedRequest,
  { world, server }: { world: World; server: Server },
): Promise<Replayed> => {
  const request = { ...refusal.request, input: filledIn(refusal.request.input, today.input) };
  const token = refusal.isSignedIn ? world.owner.token : null;
  const response = await send(request, { url: server.url, token });
  return { status: response.status, body: await response.json() };
};
