import { type InfiniteData, keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { listMembers, type Member } from '#shared/contract/members.ts'
import type { RouteRequest, RouteResponse } from '#shared/contract/route.ts'
import { type ApiError, call } from '../../../api.ts'
import { useWorkspace } from '../../../frame/use-me.ts'

type MembersPage = RouteResponse<typeof listMembers>
type MembersQuery = NonNullable<RouteRequest<typeof listMembers>['query']>

const PAGE_SIZE = 200
const LIST = 'whole-list'

/** Members in pages that follow as the table is scrolled; a row that moved between two pages shows once. */
export function useMembers(filters: MembersQuery) {
  const { id } = useWorkspace()
  const query = useInfiniteQuery<
    MembersPage,
    ApiError,
    InfiniteData<MembersPage>,
    readonly unknown[],
    number
  >({
    queryKey: [listMembers.path, LIST, id, filters],
    queryFn: ({ pageParam, signal }) =>
      call(
        listMembers,
        { params: { orgId: id }, query: { ...filters, page: pageParam, limit: PAGE_SIZE } },
        signal,
      ),
    initialPageParam: 1,
    getNextPageParam: ({ page, limit, total }) => (page * limit < total ? page + 1 : undefined),
    placeholderData: keepPreviousData,
  })
  const { data, hasNextPage, isFetching, fetchNextPage } = query
  const rows = useMemo(
    () => data && [...new Map(data.pages.flatMap((page) => page.data).map((row) => [row.id, row])).values()],
    [data],
  )
  const readMore = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage()
  }, [hasNextPage, isFetching, fetchNextPage])
  return { query, rows, total: data?.pages.at(-1)?.total, readMore }
}

/** Changes a member in every list that was read, before the server has answered. */
export function usePatchMember(): (memberId: string, changes: Partial<Member>) => void {
  const queryClient = useQueryClient()
  return (memberId, changes) =>
    queryClient.setQueriesData<InfiniteData<MembersPage>>(
      { queryKey: [listMembers.path, LIST] },
      (lists) =>
        lists && {
          ...lists,
          pages: lists.pages.map((page) => ({
            ...page,
            data: page.data.map((row) => (row.id === memberId ? { ...row, ...changes } : row)),
          })),
        },
    )
}
