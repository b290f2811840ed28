import { get, type IncomingMessage } from 'node:http';

/** A stream of `alerts.onChange` that is open. */
export interface OpenStream {
  cut(): void;
}

/**
 * Opens `alerts.onChange` as any HTTP client can: no SDK, so that one process can hold a hundred without measuring itself.
 * Settles when the first message has come: from then on nothing is missed. `onMessage` is called for each later message with
 * an event. Throws when the server has no such door.
 */
export const openStream = async (
  { url, apiKey }: { url: string; apiKey: string },
  onMessage: () => void,
): Promise<OpenStream> => {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const asking = get(
      `${url}/api/trpc/alerts.onChange?input=${encodeURIComponent('{}')}`,
      { headers: { accept: 'text/event-stream', authorization: `Bearer ${apiKey}` }, agent: false },
      resolve,
    );
    asking.on('error', reject);
  });
  if (response.statusCode !== 200) {
    response.resume();
    throw new Error(
      `alerts.onChange answered ${response.statusCode}: this server has no live alerts, or does not give them to this key`,
    );
  }
  response.on('error', () => undefined); // cut: by us, or by a server that ends
  await new Promise<void>((resolve) => {
    let rest = '';
    response.setEncoding('utf8').on('data', (text: string) => {
      const blocks = `${rest}${text}`.split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        // Those with a name are the protocol's own: connected, ping. The first of the door says where it begins.
        if (!block.includes('data:') || /^event:/m.test(block)) continue;
        if (block.includes('"type":"ready"')) resolve();
        else onMessage();
      }
    });
  });
  return { cut: () => response.destroy() };
};
