import { callOverHttp, type Door, restRequest, sendRest } from '@stockflow/server/sweep';

/** An answer, as both ways tell it. */
export interface Told {
  readonly status: number;
  readonly code: string | null;
  readonly text: string;
}

export interface Asked {
  readonly door: Door;
  readonly input: Record<string, unknown>;
  readonly token: string | null;
  /** The company in the address of the one operation that names it. */
  readonly companyId: string;
}

/** A way to the doors. */
export type Way = (asked: Asked) => Promise<Told>;

export const overTrpc =
  (url: string): Way =>
  async ({ door, input, token }) => {
    const { status, code, text } = await callOverHttp(url, door, { input, token });
    return { status, code, text };
  };

export const overRest =
  (url: string): Way =>
  async ({ door, input, token, companyId }) => {
    const { status, data, text } = await sendRest(url, restRequest(door, input, companyId), token);
    return {
      status,
      code: status < 400 ? null : ((data as { code?: string } | undefined)?.code ?? null),
      text,
    };
  };

/** Without what differs between any two calls: their request, their time, and the id that was sent. */
export const comparable = ({ status, text }: Told, id: string): string => {
  const same = text
    .replaceAll(id, '<the id>')
    .replace(/"requestId":"[^"]+"/g, '"requestId":""')
    .replace(/urn:stockflow:request:[\w-]+/g, 'urn')
    .replace(/"(generatedAt|at|asOf)":"[^"]+"/g, '"$1":""');
  return `${status} ${same}`;
};
