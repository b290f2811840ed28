import type {
  AcceptInvitationInput,
  DeactivateMemberInput,
  Done,
  Invitation,
  InvitationCreated,
  InviteMemberInput,
  ListInvitationsInput,
  ListMembersInput,
  Member,
  ReactivateMemberInput,
  RevokeInvitationInput,
  SessionStarted,
  TransferOwnershipInput,
  UpdateMemberRoleInput,
} from '../contract/index.ts';
import type { CallOptions } from '../options.ts';
import type { Pager } from '../pager.ts';
import type { Transport } from '../transport/transport.ts';

/**
 * The people of the company, their roles (`owner` > `admin` > `manager` > `operator` > `viewer`), and
 * invitations.
 */
export class MembersApi {
  readonly #transport: Transport;

  /** @internal */
  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * The people of the company, in the order in which they joined; `active` narrows it. Pages of 50 unless
   * `limit` (1 to 250) says otherwise.
   * @throws {ForbiddenError} without the scope `members:read`
   * @throws {ValidationFailedError} a filter does not fit, or the cursor is of another list
   * @example
   * for await (const member of stockflow.members.list({ active: true })) console.log(member.email, member.role)
   */
  list(input?: ListMembersInput, options?: CallOptions): Pager<Member> {
    return this.#transport.list('members.list', input, options);
  }

  /**
   * The invitations that still let in, the newest first. Their links are not in it: they were shown once.
   * @throws {ForbiddenError} without the scope `members:read`
   * @throws {ValidationFailedError} a filter does not fit, or the cursor is of another list
   * @example const { items } = await stockflow.members.listInvitations()
   */
  listInvitations(input?: ListInvitationsInput, options?: CallOptions): Pager<Invitation> {
    return this.#transport.list('members.listInvitations', input, options);
  }

  /**
   * Invites a person by link, in the place of an open invitation of the same address. `link` is in this
   * answer and nowhere else; it works once, for seven days. Sent once: it carries no idempotency key.
   * @throws {ValidationFailedError} the input does not fit; `details.fields` names each field
   * @throws {EmailTakenError} the person is in the company already
   * @throws {ForbiddenError} without the scope `members:write`, or for a role above your own
   * @example
   * const { link } = await stockflow.members.invite({ email: 'bo@leaf.example', role: 'operator' })
   */
  invite(input: InviteMemberInput, options?: CallOptions): Promise<InvitationCreated> {
    return this.#transport.act('members.invite', input, options);
  }

  /**
   * Takes an invitation back. A second time does nothing.
   * @throws {ForbiddenError} without the scope `members:write`
   * @throws {NotFoundError} there is no such invitation in your company
   * @throws {StateConflictError} it was used: deactivate the person
   * @throws {IdReusedError} `idempotencyKey` was used before with another input
   * @example await stockflow.members.revokeInvitation({ invitationId: invitation.id })
   */
  revokeInvitation(input: RevokeInvitationInput, options?: CallOptions): Promise<Done> {
    return this.#transport.write('members.revokeInvitation', input, options);
  }

  /**
   * Makes the invited person a member and signs them in. Needs no session: the token is the last part of
   * the link. An invitation works once. Sent once: it carries no idempotency key.
   * @throws {ValidationFailedError} the input does not fit; `details.fields` names each field
   * @throws {NotFoundError} it was used, taken back or replaced, or it is too old
   * @throws {EmailTakenError} the address has an account by now
   * @throws {RateLimitedError} too many tries from your address
   * @example
   * const { sessionToken } = await stockflow.members.acceptInvitation({ token, firstName: 'Bo', lastName: 'M', password })
   */
  acceptInvitation(input: AcceptInvitationInput, options?: CallOptions): Promise<SessionStarted> {
    return this.#transport.act('members.acceptInvitation', input, options);
  }

  /**
   * Gives a person another role; it holds from their next request on. Not `owner`: ownership is
   * transferred.
   * @throws {ForbiddenError} without the scope `members:write`; for yourself, the owner, or a person
   *   above your role
   * @throws {NotFoundError} there is no such person in your company
   * @throws {IdReusedError} `idempotencyKey` was used before with another input
   * @example await stockflow.members.updateRole({ userId: member.id, role: 'manager' })
   */
  updateRole(input: UpdateMemberRoleInput, options?: CallOptions): Promise<Member> {
    return this.#transport.write('members.updateRole', input, options);
  }

  /**
   * Shuts a person out at once: their sessions end, their API keys and invitations are refused. A second
   * time does nothing.
   * @throws {ForbiddenError} without the scope `members:write`; for yourself, the owner, or a person
   *   above your role
   * @throws {NotFoundError} there is no such person in your company
   * @throws {IdReusedError} `idempotencyKey` was used before with another input
   * @example await stockflow.members.deactivate({ userId: member.id })
   */
  deactivate(input: DeactivateMemberInput, options?: CallOptions): Promise<Member> {
    return this.#transport.write('members.deactivate', input, options);
  }

  /**
   * Lets a deactivated person in again, with the role and the API keys they had. A second time does
   * nothing.
   * @throws {ForbiddenError} without the scope `members:write`; for yourself, the owner, or a person
   *   above your role
   * @throws {NotFoundError} there is no such person in your company
   * @throws {IdReusedError} `idempotencyKey` was used before with another input
   * @example await stockflow.members.reactivate({ userId: member.id })
   */
  reactivate(input: ReactivateMemberInput, options?: CallOptions): Promise<Member> {
    return this.#transport.write('members.reactivate', input, options);
  }

  /**
   * Hands the company to another active person; you become an admin. Answers the new owner.
   * @throws {ForbiddenError} you are not the owner
   * @throws {NotFoundError} there is no such person in your company
   * @throws {StateConflictError} the person is deactivated, or is you
   * @throws {IdReusedError} `idempotencyKey` was used before with another input
   * @example await stockflow.members.transferOwnership({ userId: member.id })
   */
  transferOwnership(input: TransferOwnershipInput, options?: CallOptions): Promise<Member> {
    return this.#transport.write('members.transferOwnership', input, options);
  }
}
