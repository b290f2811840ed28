import { createStockflow } from '@stockflow/sdk';
import { useQuery } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type LiveAlertsOptions, useLiveAlerts, useStockflowQueries } from '../src/index.ts';
import { reactStage } from './support/stage.tsx';
import { openWay } from './support/way.ts';

const stage = reactStage();
let heard: string[];
beforeEach(() => {
  heard = [];
});

/** Hears of alerts, and says how it stands. */
const Ears = (options: LiveAlertsOptions) => {
  const onEvent: LiveAlertsOptions['onEvent'] = ({ data }) => heard.push(data.productId);
  const { status, error } = useLiveAlerts({ onEvent, ...options });
  return `${status} ${error?.code ?? 'well'};`;
};
const List = () => {
  const { data } = useQuery(useStockflowQueries().alerts.list({ demand: 'any' }));
  return ` ${data?.items.length} low;`;
};
/** A client of the page that counts its streams. */
const counted = (baseUrl = stage.url) => {
  const streams: string[] = [];
  const client = createStockflow({
    baseUrl,
    session: stage.session,
    fetch: ((...[url, init]: Parameters<typeof fetch>) => {
      if (String(url).includes('alerts.onChange')) streams.push(String(url));
      return fetch(url, init);
    }) as typeof fetch,
  });
  return { client, streams };
};

describe('alerts as they happen', () => {
  test('two components hear of another’s sale once each, over one stream, and the list is read again', async () => {
    const { client, streams } = counted();
    stage.show([<Ears key="1" />, <Ears key="2" />, <List key="3" />], client);
    await stage.shows('live well;live well; 0 low');
    const low = await stage.makeLow('A');
    await stage.shows('1 low');
    expect(heard).toEqual([low, low]);
    expect(streams).toHaveLength(1);
  });

  test('it says live only when it is: not while the server is away, and again when it is there', async () => {
    await using way = await openWay(stage.url);
    await way.cut();
    const { client } = counted(way.url);
    stage.show(<Ears />, client);
    await stage.shows('connecting CONNECTION_FAILED');
    await way.mend();
    await stage.shows('live well');
  });

  test('a cut is shown and survived: what happened meanwhile is told once, and read', async () => {
    await using way = await openWay(stage.url);
    const { client } = counted(way.url);
    const onGap = vi.fn();
    stage.show([<Ears key="1" onGap={onGap} />, <List key="2" />], client);
    await stage.shows('live well; 0 low');
    expect(onGap).toHaveBeenCalledTimes(1);
    await way.cut();
    await stage.shows('reconnecting CONNECTION_FAILED');
    const low = await stage.makeLow('A');
    await way.mend();
    await stage.shows('live well; 1 low');
    await vi.waitFor(() => expect(heard).toEqual([low]));
    expect(onGap).toHaveBeenCalledTimes(1);
  });

  test('what happened before it was live, or while nobody followed, is read when it is live', async () => {
    stage.show([<List key="2" />]);
    await stage.shows('0 low');
    await stage.makeLow('A');
    stage.show([<Ears key="1" />, <List key="2" />]);
    await stage.shows('live well; 1 low');
    expect(heard).toEqual([]);
  });

  test('it ends with the last who follows, and whoever is signed in next begins anew', async () => {
    const { client, streams } = counted();
    stage.show(<Ears />, client);
    await stage.shows('live well');
    await stage.makeLow('A');
    await vi.waitFor(() => expect(heard).toHaveLength(1));
    stage.show('nobody', client);
    await stage.shows('nobody');
    await stage.makeLow('B');
    stage.show(<Ears />, client);
    await stage.shows('live well');
    const third = await stage.makeLow('C');
    await vi.waitFor(() => expect(heard.at(-1)).toBe(third));
    expect(heard).toHaveLength(2);
    expect(decodeURIComponent(streams[1]!)).not.toContain('lastEventId');
  });

  test('when the session ends it ends, and says why', async () => {
    stage.show(<Ears />);
    await stage.shows('live well');
    await stage.other.auth.signOut();
    await stage.shows(/ended (INVALID_CREDENTIALS|AUTH_REQUIRED)/);
  });

  test('who does not follow hears nothing and is told nothing, also beside one who does', async () => {
    const { client, streams } = counted();
    stage.show(<Ears enabled={false} />, client);
    await stage.shows('off well');
    expect(streams).toEqual([]);
    stage.show([<Ears key="1" />, <Ears key="2" enabled={false} />], client);
    await stage.shows('live well;off well');
    await stage.makeLow('A');
    await vi.waitFor(() => expect(heard).toHaveLength(1));
  });

  test('a callback that throws takes nothing from the others', async () => {
    const thrown = new Promise((resolve) => process.once('uncaughtException', resolve));
    const before = process.listeners('uncaughtException').slice(0, -1);
    for (const one of before) process.off('uncaughtException', one);
    try {
      const fail = () => {
        throw new Error('of mine');
      };
      stage.show([<Ears key="1" onEvent={fail} />, <Ears key="2" />, <List key="3" />]);
      await stage.shows('live well;live well; 0 low');
      await stage.makeLow('A');
      await stage.shows('live well;live well; 1 low');
      expect(heard).toHaveLength(1);
      expect(await thrown).toMatchObject({ message: 'of mine' });
    } finally {
      for (const one of before) process.on('uncaughtException', one);
    }
  });
});

describe('a tab that nobody looks at', () => {
  const look = (isHidden: boolean) => {
    Object.defineProperty(stage.page.document, 'hidden', { value: isHidden, configurable: true });
    stage.page.document.dispatchEvent(new stage.page.Event('visibilitychange'));
  };
  const wait = globalThis.setTimeout;
  beforeEach(() => {
    // Twenty seconds are a moment here; every other wait is as it is.
    vi.spyOn(globalThis, 'setTimeout').mockImplementation(((work: () => void, ms?: number) =>
      wait(work, ms === 20_000 ? 50 : ms)) as typeof setTimeout);
  });
  afterEach(() => {
    vi.restoreAllMocks();
    look(false);
  });

  test('gives its connection back, and goes on behind the last event when somebody looks', async () => {
    const { client, streams } = counted();
    stage.show([<Ears key="1" />, <List key="2" />], client);
    await stage.shows('live well; 0 low');
    look(true);
    await stage.shows('paused well');
    const low = await stage.makeLow('A');
    expect(streams).toHaveLength(1);
    look(false);
    await stage.shows('live well; 1 low');
    await vi.waitFor(() => expect(heard).toEqual([low]));
    expect(streams).toHaveLength(2);
  });

  test('keeps it when somebody is back soon', async () => {
    const { client, streams } = counted();
    stage.show(<Ears />, client);
    await stage.shows('live well');
    look(true);
    look(false);
    await new Promise((done) => wait(done, 150));
    await stage.shows('live well');
    expect(streams).toHaveLength(1);
  });
});
