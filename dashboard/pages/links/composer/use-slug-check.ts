import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { checkSlug } from '#shared/contract/links.ts'
import { call } from '../../../api.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { notifyFailed } from '../../../ui/notify.ts'
import { useRoute } from '../../../use-route.ts'

interface SlugCheck {
  state: 'idle' | 'checking' | 'free' | 'taken'
  /** Why it can't be had; null when it can. */
  problem: string | null
}

const queryOf = (slug: string | null, domainId: string) => ({
  ...(slug === null ? {} : { slug }),
  ...(domainId === '' ? {} : { domain_id: domainId }),
})

/** Asks, a moment after the last key, whether a slug can be had on a domain; `isAsked` false: nothing to ask. */
export function useSlugCheck(slug: string, domainId: string, isAsked: boolean): SlugCheck {
  const { id: orgId } = useWorkspace()
  const [settled] = useDebouncedValue(slug.trim(), 350)
  const enabled = isAsked && settled !== ''
  const { data, isFetching } = useRoute(
    checkSlug,
    { params: { orgId }, query: queryOf(settled, domainId) },
    { enabled, staleTime: 5000 },
  )
  if (!isAsked || slug.trim() === '') return { state: 'idle', problem: null }
  if (settled !== slug.trim() || isFetching || data === undefined) return { state: 'checking', problem: null }
  return data.is_free
    ? { state: 'free', problem: null }
    : { state: 'taken', problem: data.problem ?? 'Taken; choose another' }
}

/** Fetches a random slug that is free, for the dice. */
export function useRandomSlug(domainId: string, onSlug: (slug: string) => void) {
  const { id: orgId } = useWorkspace()
  const [isRolling, setRolling] = useState(false)
  const roll = async () => {
    setRolling(true)
    try {
      onSlug((await call(checkSlug, { params: { orgId }, query: queryOf(null, domainId) })).slug)
    } catch (error) {
      if (error instanceof Error) notifyFailed(error)
    }
    setRolling(false)
  }
  return { isRolling, roll }
}
