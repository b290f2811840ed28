import { type LevelKey, planRepair, turnOf } from '@stockflow/domain';
import type { LedgerRepaired } from '@stockflow/schemas';
import { uuidv7 } from 'uuidv7';
import { alertEvents } from '../alert/write-turns.ts';
import { onlyRow } from '../catalogue/index.ts';
import type { CompanyTransaction, Statement } from '../connection/index.ts';
import { recordEvents } from '../event/index.ts';
import { append } from './append.ts';
import { lockLevels } from './levels.ts';
import { changeOf, levelOf, type Moving, movementOf, stockChangedEvents } from './movements.ts';
import { settle } from './settle.ts';
import { type VerifyRow, verifyLedgerStatement } from './verify-ledger.ts';

/** A level to make right, whom to believe, and why. */
export interface RepairAsked extends LevelKey {
  readonly trust: 'level' | 'ledger';
  readonly notes: string;
}

export type LevelRepaired = LedgerRepaired;

const BREAKS: ReadonlySet<string> = new Set([
  'sequence_gap',
  'on_hand_chain_broken',
  'reserved_chain_broken',
]);

interface Evidence {
  onHand: number;
  reserved: number;
  last: number;
  held: number;
  coming: number;
}

/**
 * Makes a level and its ledger agree, under the level's lock: movements of the kind REPAIR bring the ledger to what is
 * right, the level is set to it, and both say so from then on. Where nothing drifts nothing is done.
 * Throws NOT_FOUND for a level that is not there, and STATE_CONFLICT for what no movement can mend.
 */
export const repairLevel = async (
  tx: CompanyTransaction,
  asked: RepairAsked,
  moving: Moving,
): Promise<LevelRepaired> => {
  const level = onlyRow(await lockLevels(tx, [asked]), 'stock level');
  const [verified, evidence] = await settle<[VerifyRow[], Evidence[]]>([
    tx.query<VerifyRow>(verifyLedgerStatement(tx.companyId, asked)),
    tx.query<Evidence>(evidenceOf(tx.companyId, asked)),
  ]);
  const { drifts } = onlyRow(verified, 'stock level');
  if (drifts.length === 0) return { repaired: [], level: levelOf(level), movements: [] };
  const { held, coming, last, ...replayed } = onlyRow(evidence, 'stock level');
  const isBroken = drifts.some(({ problem }) => BREAKS.has(problem));
  const steps = planRepair({ shown: level, replayed, held, isBroken }, asked.trust);
  const line = { ...asked, kind: 'REPAIR' as const };
  const movements = steps.map(({ before, after }, index) =>
    movementOf(
      {
        line: {
          ...line,
          onHandChange: after.onHand - before.onHand,
          reservedChange: after.reserved - before.reserved,
        },
        sequence: last + index + 1,
        onHandBefore: before.onHand,
        onHandAfter: after.onHand,
        reservedBefore: before.reserved,
        reservedAfter: after.reserved,
      },
      moving,
    ),
  );
  const { onHand, reserved } = steps.at(-1)?.after ?? level;
  const right = { ...level, onHand, reserved, incoming: coming, version: last + steps.length };
  const turned = turnOf(right, uuidv7);
  const turns = turned?.turn ? [turned.turn] : [];
  append(tx, { movements, levels: [{ ...right, alert: turned?.alert ?? right.alert }], turns, moving });
  const { productId, warehouseId, trust } = asked;
  const problems = drifts.map(({ problem }) => problem);
  const told = { type: 'stock.repaired' as const, data: { productId, warehouseId, trust, problems } };
  recordEvents(tx, [...stockChangedEvents(movements), told, ...alertEvents(turns, moving)], moving.now);
  return { repaired: drifts, level: levelOf(right), movements: changeOf(movements, []).movements };
};

/** What the ledger, the open holds and the transfers in transit say of one level. */
const evidenceOf = (companyId: string, { productId, warehouseId }: LevelKey): Statement => ({
  name: 'stock-repair-evidence',
  text: `select ledger.*, held.*, coming.*
         from (
           select coalesce(sum(on_hand_change), 0)::integer as "onHand",
                  coalesce(sum(reserved_change), 0)::integer as reserved, coalesce(max(sequence), 0) as last
           from inventory_history
           where company_id = $1 and product_id = $2 and warehouse_id = $3) as ledger
         cross join (
           select coalesce(sum(l.quantity - l.quantity_committed - l.quantity_released), 0)::integer as held
           from reservations r
           join reservation_lines l on l.company_id = r.company_id and l.reservation_id = r.id
           where r.company_id = $1 and r.status = 'active' and l.product_id = $2 and l.warehouse_id = $3) as held
         cross join (
           select coalesce(sum(greatest(l.quantity - l.quantity_received - l.quantity_missing, 0)), 0)::integer as coming
           from transfers t
           join transfer_lines l on l.company_id = t.company_id and l.transfer_id = t.id
           where t.company_id = $1 and t.status = 'in_transit' and l.product_id = $2 and t.to_warehouse_id = $3) as coming`,
  values: [companyId, productId, warehouseId],
});
