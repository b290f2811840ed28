export { type EventFilter, type EventRow, eventsStatement } from './list-events.ts';
export { numberEvents } from './number-events.ts';
export { insertEventsStatement, type NewEvent, recordEvents } from './record-events.ts';
