import type { Actor, OnBehalf } from './context.ts'

/** Who acts when no person does: nobody known, an operator on the command line, or the installation's own upkeep. */
export const instanceActor = (
  kind: 'stranger' | 'operator' | 'system',
  name: string,
  via: OnBehalf | null = null,
): Actor => ({
  kind,
  id: null,
  name,
  email: null,
  image: null,
  isEmailVerified: false,
  isOperator: kind === 'operator',
  hasSecondFactor: false,
  sessionId: null,
  scopes: null,
  keyLevel: null,
  keyOrganizationId: null,
  via,
})
