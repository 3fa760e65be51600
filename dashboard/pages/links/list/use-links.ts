import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { listLinks } from '#shared/contract/links.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { routeQuery, useRoute } from '../../../use-route.ts'
import type { LinkFilters } from './link-filters.ts'

/** One page of the list; the page after it is read ahead, so that turning the page shows it at once. */
export function useLinks({ query, list, limit }: LinkFilters) {
  const { id: orgId } = useWorkspace()
  const queryClient = useQueryClient()
  const requestOf = (page: number) => ({ params: { orgId }, query: { ...query, page, limit } })
  const links = useRoute(listLinks, requestOf(list.page), { keepPrevious: true })
  const { data, isPlaceholderData } = links
  const hasNext = data !== undefined && !isPlaceholderData && data.page * data.limit < data.total
  const next = hasNext ? JSON.stringify(requestOf(data.page + 1)) : null
  useEffect(() => {
    if (next === null) return
    const timer = setTimeout(() => {
      void queryClient.prefetchQuery(routeQuery(listLinks, JSON.parse(next) as ReturnType<typeof requestOf>))
    }, 400)
    return () => clearTimeout(timer)
  }, [next, queryClient])
  return links
}
