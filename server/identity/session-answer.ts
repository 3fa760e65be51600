import type { z } from 'zod'
import type { Runtime } from '#server/kernel/runtime.ts'
import type { signedIn } from '#shared/contract/account.ts'
import { signSessionToken } from './sign-session-token.ts'

export type SignedIn = z.output<typeof signedIn>

/** What a sign-in answers, and the Set-Cookie headers that go with it. */
export interface SessionAnswer<T = SignedIn> {
  answer: T
  cookies: string[]
}

/** Signed in: the session's token as programs send it. */
export const presentSignedIn = (
  runtime: Pick<Runtime, 'secrets'>,
  token: string,
  { id, name, email }: { id: string; name: string; email: string },
): SignedIn => ({
  token: signSessionToken(runtime, token),
  is_second_factor_required: false,
  user: { id, name, email },
})

/** The password was right; a code is still to come. */
export const SECOND_FACTOR_REQUIRED: SignedIn = {
  token: null,
  is_second_factor_required: true,
  user: null,
}
