import { newId } from '@stockflow/sdk';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { type Root, refresh } from './keys.ts';
import { refusalOf } from './refusals.ts';

interface WriteOptions<Input, Answer> {
  /** The call; `key` goes into its input where it takes one. */
  write: (input: Input, key: { idempotencyKey: string }) => Promise<Answer>;
  /** What is read again once it is done. */
  refreshes: readonly Root[];
  /** Told when it is done, before the lists are read again. */
  onDone?: (answer: Answer, input: Input) => void;
}

/**
 * A write that a person sends, perhaps twice. The same input carries the same idempotency key until it is
 * answered: who presses again after a broken connection receives no goods twice.
 */
export const useWrite = <Input extends object, Answer>({
  write,
  refreshes,
  onDone,
}: WriteOptions<Input, Answer>) => {
  const client = useQueryClient();
  const sent = useRef<{ input: string; key: string } | null>(null);
  return useMutation({
    mutationFn: (input: Input) => {
      const text = JSON.stringify(input);
      if (sent.current?.input !== text) sent.current = { input: text, key: newId() };
      return write(input, { idempotencyKey: sent.current.key });
    },
    onError: (error) => {
      // Refused is not done: the next try is a new one. Without an answer it may have been done.
      const refusal = refusalOf(error);
      if (refusal !== null && refusal.code !== 'UNAVAILABLE') sent.current = null;
    },
    onSuccess: (answer, input) => {
      sent.current = null;
      onDone?.(answer, input);
      void refresh(client, refreshes);
    },
  });
};
