import { useHotkeys } from '@mantine/hooks'
import { useSpotlight } from '@mantine/spotlight'
import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState } from 'react'
import { palette, paletteStore } from './palette.ts'
import { meQuery } from './use-me.ts'

const load = () => import('./command-palette.tsx').then((file) => ({ default: file.CommandPalette }))
const CommandPalette = lazy(load)

// The Ctrl or ⌘ of the first ⌘K is one of them.
const SIGNS_OF_LIFE = ['pointermove', 'pointerdown', 'keydown'] as const

/** Opens the palette on ⌘K, in fields too. It loads when a hand first moves, before it can be wanted. */
export function PalettePlace() {
  const { opened } = useSpotlight(paletteStore)
  const [isWanted, setWanted] = useState(opened)
  if (opened && !isWanted) setWanted(true)
  useHotkeys([['mod+K', palette.toggle]], [])
  useEffect(() => {
    const loading = new AbortController()
    const fetch = () => {
      loading.abort()
      // Offline it loads with the first ⌘K instead.
      load().then(
        () => setWanted(true),
        () => undefined,
      )
    }
    for (const sign of SIGNS_OF_LIFE) addEventListener(sign, fetch, { signal: loading.signal, passive: true })
    return () => loading.abort()
  }, [])
  // Signing out forgets who is here before the page is left.
  const isSomebodyHere = useQueryClient().getQueryData(meQuery.queryKey) !== undefined
  return <Suspense>{isWanted && isSomebodyHere && <CommandPalette />}</Suspense>
}
