export {
  listReturnsStatement,
  type ReturnCursor,
  type ReturnRow,
  type ReturnSummaryRow,
  returnById,
  returnCursor,
  returnCursorOf,
  wireReturn,
  wireReturnSummary,
} from './return-row.ts';
