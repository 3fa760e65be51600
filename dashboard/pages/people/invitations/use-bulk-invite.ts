import { useSessionStorage } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { createInvitations, listInvitations } from '#shared/contract/invitations.ts'
import { listLimits } from '#shared/contract/organizations.ts'
import { ApiError, call } from '../../../api.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import type { InvitationTerms } from './invitation-terms.tsx'

/** What became of one address; `url` only where no SMTP server carries mails, and only until a reload. */
export interface LineResult {
  email: string
  error: string | null
  url: string | null
}

export interface BulkRun {
  terms: InvitationTerms
  waiting: string[]
  results: LineResult[]
}

// Small enough that progress shows, large enough that fifty people are a handful of requests.
const CHUNK = 10

const failed = (emails: readonly string[], error: unknown): LineResult[] =>
  emails.map((email) => ({
    email,
    error: error instanceof ApiError ? error.message : 'Not sent: something broke on the way.',
    url: null,
  }))

async function sendChunk(orgId: string, terms: InvitationTerms, emails: string[]): Promise<LineResult[]> {
  try {
    const { results } = await call(createInvitations, { params: { orgId }, body: { ...terms, emails } })
    return results.map(({ email, invitation, error }) => ({
      email,
      error: error?.message ?? null,
      url: invitation?.accept_url ?? null,
    }))
  } catch (error) {
    return failed(emails, error)
  }
}

/**
 * Invites many people in small requests. The run is kept for this browser tab: after a reload its results are still
 * there and what was waiting can be sent; links, being secrets, are not kept.
 */
export function useBulkInvite() {
  const { id: orgId } = useWorkspace()
  const queryClient = useQueryClient()
  const [kept, keep, forget] = useSessionStorage<BulkRun | null>({
    key: `guildhall-invites-${orgId}`,
    defaultValue: null,
    getInitialValueInEffect: false,
  })
  const [urls, setUrls] = useState<Record<string, string>>({})
  const [isSending, setSending] = useState(false)
  const isStopped = useRef(false)

  const send = async (run: BulkRun) => {
    isStopped.current = false
    setSending(true)
    let { waiting, results } = run
    keep(run)
    while (waiting.length > 0 && !isStopped.current) {
      const done = await sendChunk(orgId, run.terms, waiting.slice(0, CHUNK))
      setUrls((old) => ({ ...old, ...Object.fromEntries(done.map(({ email, url }) => [email, url ?? ''])) }))
      waiting = waiting.slice(CHUNK)
      results = [...results, ...done.map((line) => ({ ...line, url: null }))]
      keep({ ...run, waiting, results })
    }
    setSending(false)
    for (const { path } of [listInvitations, listLimits])
      void queryClient.invalidateQueries({ queryKey: [path] })
  }

  const run: BulkRun | null = kept && {
    ...kept,
    results: kept.results.map((line) => ({ ...line, url: urls[line.email] || null })),
  }
  return {
    run,
    isSending,
    start: (terms: InvitationTerms, emails: string[]) => send({ terms, waiting: emails, results: [] }),
    /** Sends what a reload or a stop left waiting. */
    resume: () => (kept === null ? undefined : send(kept)),
    stop: () => {
      isStopped.current = true
    },
    clear: () => {
      isStopped.current = true
      setUrls({})
      forget()
    },
  }
}

export type BulkInvite = ReturnType<typeof useBulkInvite>
