// Who listens: as many streams as are asked for, in a process of their own.

import { answerMessages, configOf } from '../child.ts';
import type { ListenAnswer, ListenAsked, ListenConfig } from './load-types.ts';
import { type OpenStream, openStream } from './open-stream.ts';

const config = await configOf<ListenConfig>();
const streams: OpenStream[] = [];
let messages = 0;

answerMessages<ListenAsked, ListenAnswer>({ ready: true }, async ({ streams: wanted }) => {
  while (streams.length > wanted) streams.pop()?.cut();
  while (streams.length < wanted)
    streams.push(
      await openStream(config, () => {
        messages += 1;
      }),
    );
  const heard = messages;
  messages = 0;
  return { streams: streams.length, messages: heard };
});
