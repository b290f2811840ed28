import { listMembers as readMembers } from '@stockflow/db';
import { listMembersInput, memberPage } from '@stockflow/schemas';
import { may } from '../core/door.ts';
import { openCursor, toPage } from '../core/page.ts';
import { idCursor } from './cursor.ts';

/** The people of the company, in the order they joined. */
export const listMembers = may('members:read')
  .input(listMembersInput)
  .output(memberPage)
  .query(async ({ ctx, input }) => {
    const afterId = openCursor(input.cursor, idCursor)?.id;
    const rows = await ctx.inCompany((tx) =>
      readMembers(tx, { active: input.active, afterId, limit: input.limit }),
    );
    return toPage(
      rows,
      input.limit,
      ({ id }) => ({ id }),
      (member) => member,
    );
  });
