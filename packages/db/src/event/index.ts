export { type AlertEventRow, alertEventsStatement } from './list-alert-events.ts';
export { type EventFilter, type EventRow, eventsStatement } from './list-events.ts';
export { NUMBERED_MAX, numberEvents } from './number-events.ts';
export { insertEventsStatement, type NewEvent, recordEvents } from './record-events.ts';
