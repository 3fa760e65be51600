import {
  queryOptions,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import type { RouteContract, RouteRequest, RouteResponse } from '#shared/contract/route.ts'
import { ApiError, call, type RequestArguments } from './api.ts'

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: ApiError
  }
}

const isWorthRetrying = (error: ApiError): boolean =>
  !(error instanceof ApiError) || error.status === 0 || error.status === 502 || error.status === 503

/** Query options of a GET route, keyed by path and request: for loaders and caches. */
export function routeQuery<R extends RouteContract>(route: R, ...[request]: RequestArguments<R>) {
  const sent = (request ?? {}) as RouteRequest<R>
  return queryOptions<RouteResponse<R>, ApiError>({
    queryKey: [route.path, sent],
    queryFn: ({ signal }) => call(route, sent, signal),
    retry: (failures, error) => failures < 2 && isWorthRetrying(error),
  })
}

interface QueryExtras {
  /** False waits, for example until a dialog opens. */
  enabled?: boolean
  /** Keep showing the last answer while the next page or filter loads. */
  keepPrevious?: boolean
  staleTime?: number
  refetchInterval?: number
}

/** Reads a GET route. `extras.enabled: false` waits. */
export function useRoute<R extends RouteContract>(
  route: R,
  request: RouteRequest<R>,
  extras: QueryExtras = {},
): UseQueryResult<RouteResponse<R>, ApiError> {
  const { keepPrevious = false, ...rest } = extras
  return useQuery({
    ...routeQuery(route, ...([request] as unknown as RequestArguments<R>)),
    ...rest,
    ...(keepPrevious ? { placeholderData: (previous: RouteResponse<R> | undefined) => previous } : {}),
  } as Parameters<typeof useQuery<RouteResponse<R>, ApiError>>[0])
}

interface ActExtras<R extends RouteContract> {
  /** Routes whose answers change with this act: all their cached answers are read again. */
  invalidate?: readonly RouteContract[]
  onDone?: (answer: RouteResponse<R>, request: RouteRequest<R>) => void
  onFailed?: (error: ApiError) => void
}

/** Calls a route that changes something: `act.mutate(request)`; then reads the named routes again. */
export function useAct<R extends RouteContract>(
  route: R,
  extras: ActExtras<R> = {},
): UseMutationResult<RouteResponse<R>, ApiError, RouteRequest<R>> {
  const queryClient = useQueryClient()
  return useMutation<RouteResponse<R>, ApiError, RouteRequest<R>>({
    mutationFn: (request) => call(route, request),
    retry: (failures, error) => route.idempotent === true && failures < 2 && isWorthRetrying(error),
    onSuccess: async (answer, request) => {
      const paths = extras.invalidate ?? []
      await Promise.all(paths.map(({ path }) => queryClient.invalidateQueries({ queryKey: [path] })))
      extras.onDone?.(answer, request)
    },
    onError: (error) => extras.onFailed?.(error),
  })
}
