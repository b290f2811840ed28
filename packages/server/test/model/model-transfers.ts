import { type AskOf, BUNDLES, type SendAsk, STOCKED, WAREHOUSES } from './asks.ts';
import { move, refuse, refuseFields, type State, type Transfer } from './state.ts';

const send = (state: State, ask: SendAsk): Transfer => {
  const { from, to, lines } = ask;
  const places = { fromWarehouseId: from, toWarehouseId: to };
  const nowhere = Object.entries(places).flatMap(([path, id]) => (WAREHOUSES.includes(id) ? [] : [path]));
  if (nowhere.length > 0) refuse('INVALID_REFERENCE', nowhere);
  const pathsOf = (isSo: (product: string) => boolean) =>
    lines.flatMap(({ product }, index) => (isSo(product) ? [`lines.${index}.productId`] : []));
  const unknown = pathsOf((product) => !STOCKED.includes(product) && !(product in BUNDLES));
  if (unknown.length > 0) refuse('INVALID_REFERENCE', unknown);
  if (state.transfers[ask.transfer]) refuse('STATE_CONFLICT', ['exists']);
  refuseFields(pathsOf((product) => product in BUNDLES));
  const isOnItsWay = ask.do === 'ship';
  move(
    state,
    lines.flatMap(({ product, quantity, expected }) => [
      { product, warehouse: from, onHand: -quantity, expected },
      { product, warehouse: to, [isOnItsWay ? 'incoming' : 'onHand']: quantity },
    ]),
  );
  const sent = lines.map(({ product, quantity }) => ({
    product,
    quantity,
    received: isOnItsWay ? 0 : quantity,
    missing: 0,
  }));
  const transfer: Transfer = { status: isOnItsWay ? 'in_transit' : 'received', from, to, lines: sent };
  state.transfers[ask.transfer] = transfer;
  return transfer;
};

const inTransit = ({ quantity, received, missing }: Transfer['lines'][number]): number =>
  Math.max(0, quantity - received - missing);

const found = (state: State, name: string): Transfer => {
  const transfer = state.transfers[name] ?? refuse('NOT_FOUND');
  return transfer.status === 'in_transit'
    ? transfer
    : refuse('STATE_CONFLICT', [transfer.status, 'in_transit']);
};

const arrive = (state: State, { transfer: name, lines: asked, close }: AskOf<'arrive'>): Transfer => {
  const transfer = found(state, name);
  const unknown = asked?.findIndex(({ line }) => !transfer.lines[line - 1]) ?? -1;
  if (unknown >= 0) refuseFields([`lines.${unknown}.lineNumber`]);
  const arrivals = transfer.lines.map((line, index) => {
    const here = asked ? (asked.find((part) => part.line === index + 1)?.quantity ?? 0) : inTransit(line);
    const missing = close ? Math.max(0, inTransit(line) - here) : 0;
    return { line, here, missing, announced: Math.min(here, inTransit(line)) + missing };
  });
  if (!close && arrivals.every(({ here }) => here === 0)) refuseFields(['lines']);
  move(
    state,
    arrivals.map(({ line, here, announced }) => ({
      product: line.product,
      warehouse: transfer.to,
      onHand: here,
      incoming: -announced,
    })),
  );
  for (const { line, here, missing } of arrivals) {
    line.received += here;
    line.missing += missing;
  }
  if (transfer.lines.every((line) => inTransit(line) === 0)) transfer.status = 'received';
  return transfer;
};

const turnBack = (state: State, { transfer: name }: AskOf<'turnBack'>): Transfer => {
  const transfer = found(state, name);
  if (transfer.lines.some(({ received }) => received > 0))
    refuse('STATE_CONFLICT', ['partly_received', 'in_transit']);
  move(
    state,
    transfer.lines.flatMap(({ product, quantity }) => [
      { product, warehouse: transfer.to, incoming: -quantity },
      { product, warehouse: transfer.from, onHand: quantity },
    ]),
  );
  for (const line of transfer.lines) line.missing = line.quantity;
  transfer.status = 'cancelled';
  return transfer;
};

export const rules = { transfer: send, ship: send, arrive, turnBack };
