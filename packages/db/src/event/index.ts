export { insertEventsStatement, type NewEvent, recordEvents } from './record-events.ts';
