import { conflict, type DomainError } from '#server/kernel/errors.ts'

/** 409: what may not be done with a link that an operator blocked, as a past participle ("deleted"). */
export const linkBlocked = (done: string): DomainError =>
  conflict('link_blocked', `The operator of this server blocked this link; it cannot be ${done}.`)
