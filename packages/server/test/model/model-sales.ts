import type { AskOf, ReturnLine } from './asks.ts';
import {
  type Held,
  heldFor,
  move,
  openOf,
  refuse,
  refuseFields,
  refuseUnknown,
  type Sale,
  type State,
  settle,
} from './state.ts';

const found = (state: State, name: string, allowed: Sale['status'][]): Sale => {
  const sale = state.sales[name] ?? refuse('NOT_FOUND');
  return allowed.includes(sale.status) ? sale : refuse('STATE_CONFLICT', [sale.status, ...allowed]);
};

const confirmed = (state: State, sale: Sale): Sale => {
  sale.held = heldFor(sale.lines.map((line, index) => ({ ...line, asked: index + 1 })));
  move(
    state,
    sale.held.map((held) => ({ ...held, reserved: held.quantity })),
  );
  sale.status = 'confirmed';
  return sale;
};

const isAllBack = ({ lines }: Sale): boolean =>
  lines.some(({ shipped }) => shipped > 0) && lines.every(({ shipped, returned }) => shipped === returned);

const sell = (state: State, { sale: name, status, lines }: AskOf<'sell'>): Sale => {
  refuseUnknown(lines);
  if (state.sales[name]) refuse('STATE_CONFLICT', ['exists']);
  const fresh = lines.map((line) => ({ ...line, shipped: 0, returned: 0 }));
  const sale: Sale = { status: 'draft', lines: fresh, held: [] };
  state.sales[name] = sale;
  return status === 'draft' ? sale : confirmed(state, sale);
};

const complete = (state: State, { sale: name, lines: asked, rest }: AskOf<'complete'>): Sale => {
  const sale = found(state, name, ['confirmed']);
  const leaving =
    asked ?? sale.lines.map((line, index) => ({ line: index + 1, quantity: line.quantity - line.shipped }));
  refuseFields(
    leaving.flatMap(({ line, quantity }, index) => {
      const sold = sale.lines[line - 1];
      if (!sold) return [`lines.${index}.lineNumber`];
      return quantity > sold.quantity - sold.shipped ? [`lines.${index}.quantity`] : [];
    }),
  );
  if (rest === 'keep' && leaving.every(({ quantity }) => quantity === 0)) refuseFields(['lines']);
  const outOf = (held: Held) =>
    (held.quantity / sale.lines[held.asked - 1]!.quantity) *
    (leaving.find(({ line }) => line === held.asked)?.quantity ?? 0);
  settle(
    state,
    sale.held.map((held) => ({
      held,
      out: outOf(held),
      back: rest === 'keep' ? 0 : openOf(held) - outOf(held),
    })),
  );
  for (const { line, quantity } of leaving) sale.lines[line - 1]!.shipped += quantity;
  if (sale.held.every((held) => openOf(held) === 0)) sale.status = isAllBack(sale) ? 'returned' : 'completed';
  return sale;
};

const cancel = (state: State, { sale: name }: AskOf<'cancel'>): Sale => {
  const sale = found(state, name, ['draft', 'confirmed']);
  if (sale.lines.some(({ shipped, returned }) => shipped !== returned))
    refuse('STATE_CONFLICT', [sale.status]);
  settle(
    state,
    sale.held.map((held) => ({ held, out: 0, back: openOf(held) })),
  );
  sale.status = 'cancelled';
  return sale;
};

const takeBack = (state: State, { sale: name, lines }: AskOf<'takeBack'>): ReturnLine[] => {
  const sale = found(state, name, ['confirmed', 'completed']);
  const sum = (of: number) =>
    lines.filter(({ line }) => line === of).reduce((total, { quantity }) => total + quantity, 0);
  refuseFields(
    lines.flatMap(({ line }, index) => {
      const sold = sale.lines[line - 1];
      if (!sold) return [`lines.${index}.saleLineNumber`];
      return sum(line) > sold.shipped - sold.returned ? [`lines.${index}.quantity`] : [];
    }),
  );
  const back = lines.map((each) => ({ ...each, to: each.to ?? sale.lines[each.line - 1]!.warehouse }));
  move(
    state,
    back.flatMap(({ line, quantity, to, disposition }) =>
      sale.held
        .filter(({ asked }) => asked === line)
        .map(({ product, quantity: held }) => ({
          product,
          warehouse: to,
          onHand: disposition === 'restock' ? (held / sale.lines[line - 1]!.quantity) * quantity : 0,
        })),
    ),
  );
  for (const { line, quantity } of lines) sale.lines[line - 1]!.returned += quantity;
  if (sale.status === 'completed' && isAllBack(sale)) sale.status = 'returned';
  return back;
};

/** What is told of a sale; what it holds stands in the rows. */
const told =
  <A>(rule: (state: State, ask: A) => Sale) =>
  (state: State, ask: A) => {
    const { status, lines } = rule(state, ask);
    return { status, lines };
  };

export const rules = {
  sell: told(sell),
  complete: told(complete),
  cancel: told(cancel),
  confirm: told((state, { sale }: AskOf<'confirm'>) => confirmed(state, found(state, sale, ['draft']))),
  takeBack,
};
