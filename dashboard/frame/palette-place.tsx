import { useHotkeys } from '@mantine/hooks'
import { useSpotlight } from '@mantine/spotlight'
import { lazy, Suspense, useEffect, useState } from 'react'
import { palette, paletteStore } from './palette.ts'

const load = () => import('./command-palette.tsx').then((file) => ({ default: file.CommandPalette }))
const CommandPalette = lazy(load)

// Once the page has settled, so that the palette is there before the second key of ⌘K and a name.
function usePaletteAhead(): void {
  useEffect(() => {
    const timer = setTimeout(() => void load().catch(() => undefined), 1500)
    return () => clearTimeout(timer)
  }, [])
}

/** Opens the palette on ⌘K, in fields too; loads it after the page itself. */
export function PalettePlace() {
  usePaletteAhead()
  const { opened } = useSpotlight(paletteStore)
  const [isWanted, setWanted] = useState(opened)
  if (opened && !isWanted) setWanted(true)
  useHotkeys([['mod+K', palette.toggle]], [])
  return <Suspense>{isWanted && <CommandPalette />}</Suspense>
}
