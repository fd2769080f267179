import type { Page } from '@hurong/sdk/api'
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import { useEffect } from 'react'

/** Reads a list to its end, page after page: what is summed up must be known whole. */
export function useAllPages<T>(list: UseInfiniteQueryResult<InfiniteData<Page<T>>>) {
  const { hasNextPage, isFetchingNextPage, fetchNextPage, data } = list
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  return { items: data?.pages.flatMap(({ items }) => items) ?? [], whole: data !== undefined && !hasNextPage }
}
