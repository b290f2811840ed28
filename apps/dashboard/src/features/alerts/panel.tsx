import type { Alert } from '@stockflow/sdk';
import { Link } from '@tanstack/react-router';
import { ChevronDown, ChevronUp, Package, PackagePlus, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useCan, useFormat } from '../../app/identity.ts';
import { formatQuantity } from '../../format/number.ts';
import { ReceiveDialog } from '../../parts/receive-dialog.tsx';
import { ThresholdDialog } from '../../parts/threshold-dialog.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button, buttonClass, IconButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ActBar, type AskAct } from './act-bar.tsx';
import { Explanation } from './explanation.tsx';
import { Order } from './order.tsx';
import { State } from './row.tsx';
import { Timeline } from './timeline.tsx';
import { daysLeft, resolutionWords, sleepWords } from './words.ts';

interface PanelProps {
  alert: Alert;
  recentSalesDays: number | undefined;
  now: number;
  /** Beside the list where there is room for both; over it on a phone. */
  isBeside: boolean;
  ask: AskAct;
  onStep: (by: 1 | -1) => void;
  onClose: () => void;
}

/** One alert with every figure behind it, what became of it, and what can be done. */
export function AlertPanel(props: PanelProps) {
  const { alert, isBeside, onClose, onStep } = props;
  const [dialog, setDialog] = useState<'receive' | 'threshold' | null>(null);
  const content = (
    <PanelContent
      {...props}
      onThreshold={() => setDialog('threshold')}
      onReceive={() => setDialog('receive')}
    />
  );
  const title = alert.product.name;
  return (
    <>
      {isBeside ? (
        <aside className="alert-panel" aria-label={title} data-hand>
          <header className="dialog__header">
            <h2 className="dialog__title">{title}</h2>
            <span className="row">
              <Steps onStep={onStep} />
              <IconButton icon={X} label="Close" onPress={onClose} />
            </span>
          </header>
          {content}
        </aside>
      ) : (
        <Dialog side title={title} isOpen onClose={onClose}>
          {content}
        </Dialog>
      )}
      {dialog === 'receive' && (
        <ReceiveDialog
          product={alert.product}
          warehouseId={alert.warehouse.id}
          quantity={alert.suggestedOrderQuantity}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'threshold' && (
        <ThresholdDialog
          product={alert.product}
          warehouse={alert.warehouse}
          threshold={alert.threshold}
          source={alert.thresholdSource}
          onClose={() => setDialog(null)}
        />
      )}
    </>
  );
}

function Steps({ onStep }: { onStep: (by: 1 | -1) => void }) {
  return (
    <>
      <IconButton icon={ChevronUp} label="Alert before" onPress={() => onStep(-1)} />
      <IconButton icon={ChevronDown} label="Next alert" onPress={() => onStep(1)} />
    </>
  );
}

function PanelContent(props: PanelProps & { onThreshold: () => void; onReceive: () => void }): ReactNode {
  const { alert, recentSalesDays, now, ask, isBeside, onStep } = props;
  const can = useCan();
  const { instant } = useFormat();
  return (
    <>
      <div className="dialog__content explained">
        <div className="row row--wrap">
          {alert.severity !== null && (
            <Badge tone={alert.severity === 'critical' ? 'danger' : 'warn'}>
              {alert.severity === 'critical' ? 'Critical' : 'Low'}
            </Badge>
          )}
          <State alert={alert} say={instant} />
          <span className="muted">
            <span className="mono">{alert.product.sku}</span> · {alert.warehouse.name}
          </span>
        </div>
        <Standing alert={alert} />
        <div className="big-figures">
          <Figure name="Available" value={formatQuantity(alert.stock.available)} />
          <Figure name="Lasts" value={daysLeft(alert)} />
          <Figure
            name="Order"
            value={alert.suggestedOrderQuantity === null ? '–' : formatQuantity(alert.suggestedOrderQuantity)}
          />
        </div>
        <ActBar alerts={[alert]} ask={ask} />
        <Order alert={alert} />
        <Explanation alert={alert} recentSalesDays={recentSalesDays} onThreshold={props.onThreshold} />
        <Timeline alert={alert} now={now} />
      </div>
      <footer className="dialog__footer">
        {!isBeside && (
          <span className="row grow">
            <Steps onStep={onStep} />
          </span>
        )}
        <Link
          to="/products/$productId"
          params={{ productId: alert.product.id }}
          className={buttonClass('secondary')}
        >
          <span className="button__face">
            <Package size={16} aria-hidden />
            Product
          </span>
        </Link>
        {can('stock:write') && (
          <Button look="primary" icon={PackagePlus} onPress={props.onReceive}>
            Receive stock
          </Button>
        )}
      </footer>
    </>
  );
}

/** Whose task it is, until when it sleeps, why it ended: one line, where there is something to say. */
function Standing({ alert }: { alert: Alert }) {
  const { instant } = useFormat();
  const words = [
    alert.assignee === null ? null : `${alert.assignee.name}’s task`,
    alert.state === 'snoozed'
      ? `asleep ${sleepWords({ snoozedUntil: alert.snoozedUntil, worse: alert.snoozedUntilWorse }, instant)}`
      : null,
    alert.state === 'resolved' && alert.resolution !== null
      ? `resolved: ${resolutionWords(alert.resolution)}${alert.resolutionNotes === null ? '' : ` (${alert.resolutionNotes})`}`
      : null,
  ].filter((word) => word !== null);
  return words.length === 0 ? null : <p>{words.join(' · ')}</p>;
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <p className="big-figure">
      <small>{name}</small>
      <b className="num">{value}</b>
    </p>
  );
}
