import type { Actor } from '#server/kernel/context.ts'
import type { PersonRow } from './authenticate-queries.ts'

/** A person as an actor, in person unless told otherwise. */
export const personActor = (
  row: PersonRow,
  through: Partial<Pick<Actor, 'sessionId' | 'scopes' | 'via'>> = {},
): Actor & { kind: 'person'; id: string; email: string } => ({
  kind: 'person',
  id: row.user_id,
  name: row.name,
  email: row.email,
  image: row.image,
  isEmailVerified: row.email_verified,
  isOperator: row.is_operator,
  hasSecondFactor: row.two_factor_enabled,
  sessionId: null,
  scopes: null,
  keyLevel: null,
  keyOrganizationId: null,
  via: null,
  ...through,
})
