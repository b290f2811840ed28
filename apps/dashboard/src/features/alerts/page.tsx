import type { Alert } from '@stockflow/sdk';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { stockflow } from '../../api/stockflow.ts';
import { useCan, useFormat, useIdentity } from '../../app/identity.ts';
import { lazyPart } from '../../app/lazy-part.tsx';
import { useMedia } from '../../app/use-media.ts';
import { useNow } from '../../app/use-now.ts';
import { units } from '../../format/number.ts';
import { ExportButton } from '../../parts/export-button.tsx';
import { NotAllowed } from '../../parts/not-allowed.tsx';
import { Button } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { ActBar } from './act-bar.tsx';
import { type AlertsSearch, isFiltered } from './address.ts';
import { AskDialog } from './ask-dialog.tsx';
import { ALERT_CSV } from './csv.ts';
import { AlertFilters, type ChangeSearch, NO_FILTER, StateTabs } from './filters.tsx';
import { isInList } from './inbox-cache.ts';
import { AlertList } from './list.tsx';
import { ListStates, More } from './list-states.tsx';
import { Arrivals, LiveBadge } from './live-words.tsx';
import { Totals } from './totals.tsx';
import { useInbox } from './use-inbox.ts';
import { useInboxControl } from './use-inbox-control.ts';
import { useLive } from './use-live.ts';

const AlertPanel = lazyPart(
  () => import('./panel.tsx').then((file) => file.AlertPanel),
  ({ isBeside }) => (isBeside ? <aside className="alert-panel" aria-label="Loading" /> : null),
);
const route = getRouteApi('/app/alerts');

/** Room for the list and, beside it, one alert. */
const BESIDE = '(min-width: 80rem)';

/** What needs a person: everything that is low, what runs out first at the top. */
export function AlertsPage() {
  if (!useCan()('alerts:read')) return <NotAllowed title="Alerts" />;
  return <Inbox />;
}

function Inbox() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = useCallback<ChangeSearch>(
    (fields) =>
      void navigate({
        search: (now) => ({ ...now, ...fields }) as AlertsSearch,
        // Back closes what was opened, and leads out of a state; it does not go through every tick and filter.
        replace: !(('alert' in fields && fields.alert !== undefined) || 'state' in fields),
        resetScroll: false,
      }),
    [navigate],
  );
  const inbox = useInbox(search, change);
  const { filter, query, alerts, open, counts } = inbox;
  const control = useInboxControl({ ...inbox, search, change });
  const { selection } = control;
  const live = useLive(filter, open !== undefined || selection.ticked.size > 0 || control.asking !== null);
  const isBeside = useMedia(BESIDE);
  const now = useNow(60_000);
  const format = useFormat();
  const me = useIdentity().user?.id;
  const mayChange = useCan()('alerts:write');
  const isPast = useCallback((alert: Alert) => !isInList(filter, alert, me), [filter, me]);
  const rows = useMemo(
    () => (signal: AbortSignal) => stockflow.alerts.list({ ...filter, limit: 250 }, { signal }),
    [filter],
  );
  // Another filter is another list: what is ticked and how far one has read belong to this one.
  const ask: ChangeSearch = (fields) => change({ ...fields, chosen: undefined, page: undefined });
  return (
    <div className={`alerts${open !== undefined && isBeside ? ' alerts--beside' : ''}`}>
      <Page
        title="Alerts"
        beside={<LiveBadge />}
        subtitle={<Subtitle days={filter.recentSalesDays} />}
        actions={
          <ExportButton name="alerts" noun="alert" columns={ALERT_CSV} rows={rows} total={counts?.total} />
        }
      >
        <Totals counts={counts} alerts={alerts} isWhole={!query.hasNextPage} />
        <StateTabs search={search} counts={counts} onChange={ask} />
        <AlertFilters search={search} onChange={ask} />
        <section
          className={`card${query.isPlaceholderData ? ' card--stale' : ''}`}
          aria-label="Alerts"
          aria-busy={query.isFetching}
          data-hand
        >
          <Arrivals live={live} />
          <ListStates
            query={query}
            isEmpty={alerts.length === 0}
            search={search}
            isFiltered={isFiltered(search)}
            onClear={() => ask(NO_FILTER)}
            onAny={() => ask({ demand: 'any' })}
          >
            <AlertList
              alerts={alerts}
              isGrouped={search.sort === undefined}
              counts={counts?.bySeverity}
              openId={open?.id}
              ticked={selection.ticked}
              fresh={live.fresh}
              isPast={isPast}
              mayTick={mayChange}
              now={now}
              say={format.instant}
              acts={control.rowActs}
              onTickAll={selection.tickAll}
            />
          </ListStates>
          <More query={query} shown={alerts.length} total={counts?.total ?? 0} onMore={control.loadMore} />
        </section>
      </Page>
      {open !== undefined && (
        <AlertPanel
          alert={open}
          recentSalesDays={filter.recentSalesDays}
          now={now}
          isBeside={isBeside}
          ask={control.ask}
          onStep={control.move}
          onClose={control.close}
        />
      )}
      {selection.selected.length > 0 && (
        <section className="bulk-bar" aria-label="Selected alerts">
          <strong className="nowrap">{units(selection.selected.length, 'alert')} selected</strong>
          <ActBar alerts={selection.selected} ask={control.ask} withComment />
          <Button small look="quiet" onPress={() => selection.tickAll(false)}>
            Clear
          </Button>
        </section>
      )}
      <AskDialog asking={control.asking} onAct={control.act} onClose={control.stopAsking} />
    </div>
  );
}

function Subtitle({ days }: { days: number | undefined }) {
  return days === undefined
    ? 'What runs out next, and what to order'
    : `What runs out next, by the sales of the last ${units(days, 'day')}`;
}
