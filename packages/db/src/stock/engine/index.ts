export { StockGate, stockGateOf } from './gate.ts';
export type { OperationPlan, StockNeeds, StockOperation, WriteId } from './operation.ts';
export { reservationEvents } from './reservation-events.ts';
