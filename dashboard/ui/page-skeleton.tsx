import { Skeleton, Stack } from '@mantine/core'

/** Grey bars in the shape of a page while it is read. */
export function PageSkeleton() {
  return (
    <Stack gap="md" aria-busy>
      <Skeleton height={12} width={70} />
      <Skeleton height={26} width="min(320px, 80%)" />
      <Skeleton height={12} width="min(480px, 95%)" />
      <Skeleton height={260} mt="md" radius={10} />
    </Stack>
  )
}
