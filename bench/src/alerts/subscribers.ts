// Followers of live alerts, through the SDK, in a process of their own: as many as they are asked to be.

import { setMaxListeners } from 'node:events';
import { createStockflow } from '@stockflow/sdk';
import { answerMessages, configOf } from '../child.ts';

const { url, apiKey } = await configOf<{ url: string; apiKey: string }>();
const stockflow = createStockflow({ apiKey, baseUrl: url });
let leave = new AbortController();
let heard = 0;

const follow = async (signal: AbortSignal): Promise<void> => {
  try {
    for await (const _ of stockflow.alerts.onChange({}, { signal })) heard += 1;
  } catch {
    // It was told to leave.
  }
};

answerMessages<{ count: number }, { heard: number }>({ ready: true }, async ({ count }) => {
  const before = heard;
  leave.abort();
  leave = new AbortController();
  setMaxListeners(0, leave.signal);
  for (let index = 0; index < count; index += 1) void follow(leave.signal);
  // Until they have arrived, or left.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  return { heard: before };
});
